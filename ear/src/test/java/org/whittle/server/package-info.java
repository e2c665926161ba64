/**
 * Tests of the whole application on the provisioned server with the embedded database.
 *
 * <p>Both are started once for a run ({@link org.whittle.server.RunningWhittle}); a test asks it
 * for the address, or runs inside the server by Arquillian.
 */
@NullMarked
package org.whittle.server;

import org.jspecify.annotations.NullMarked;
