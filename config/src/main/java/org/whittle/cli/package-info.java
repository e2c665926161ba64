/**
 * The command line, {@code config/bin/whittle}: one class for each noun, one method for each verb.
 *
 * <p>Arguments go in, calls of the interface go out through {@code org.whittle.client}, tables or
 * JSON come back. Exit status: 0 done; 1 the server, a job or a check said no; 2 the command was
 * written wrong; 3 the server does not answer.
 */
@NullMarked
package org.whittle.cli;

import org.jspecify.annotations.NullMarked;
