/**
 * The one authentication mechanism of the application, which dispatches by path: a form for pages,
 * bearer tokens for {@code /api}, a challenge for {@code /v2/}.
 *
 * <p>Requests come in, identities go to the container. Denies by default: what is not listed as
 * open needs somebody who is known. Who may do what is decided in the use cases.
 */
@NullMarked
package org.whittle.login;

import org.jspecify.annotations.NullMarked;
