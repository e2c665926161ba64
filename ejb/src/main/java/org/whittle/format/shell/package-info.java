/**
 * What a shell script says: its commands, conditions and words, as the grammar has them.
 *
 * <p>A text goes in, a tree of {@link org.whittle.format.shell.ShellNode} comes out, or nothing if
 * the text is not understood to its end. Nothing is expanded or run; knows nothing of packages.
 */
@NullMarked
package org.whittle.format.shell;

import org.jspecify.annotations.NullMarked;
