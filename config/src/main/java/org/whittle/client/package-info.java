/**
 * Speaks the interface {@code /api/v1} of a server.
 *
 * <p>In go an address and a token, out come JSON trees and files. Refusals of the server are {@link
 * org.whittle.client.Refused}, a server that does not answer is {@code Unavailable}. Must not know
 * the rooms of the application: what it knows of them is what the interface says.
 */
@NullMarked
package org.whittle.client;

import org.jspecify.annotations.NullMarked;
