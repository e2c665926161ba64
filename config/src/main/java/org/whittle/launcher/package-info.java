/**
 * Starts Whittle on one machine: the embedded database, then the server, and stops both.
 *
 * <p>In go the provisioned server, the database's binaries and a data folder; out comes a portal
 * that answers. {@code mvn -Prun} and the deployment tests both come through {@link
 * org.whittle.launcher.Installation}. Plain Java: it must not know the application's rooms, apart
 * from the kernel's failures; what it hands to the application are system properties and the
 * environment.
 */
@NullMarked
package org.whittle.launcher;

import org.jspecify.annotations.NullMarked;
