/**
 * The commands that work on the files of Packages indices, without a server or a database: {@code
 * resolve}, {@code check} and {@code why}.
 *
 * <p>In flow index files and what is asked of them, out flow lines for people and pipelines, or
 * JSON. They start from cold for each question, so that nothing here may load what only other
 * commands need. Exit status: 0 done; 1 there is no solution; 2 the input is wrong, with nothing on
 * standard output.
 */
@NullMarked
package org.whittle.cli.index;

import org.jspecify.annotations.NullMarked;
