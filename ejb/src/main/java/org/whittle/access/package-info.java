/**
 * Who may come in and what they may do: users, role grants by project, passwords, API tokens.
 *
 * <p>Names and secrets come in, identities go out. Knows nothing of HTTP or of what is protected.
 */
@NullMarked
package org.whittle.access;

import org.jspecify.annotations.NullMarked;
