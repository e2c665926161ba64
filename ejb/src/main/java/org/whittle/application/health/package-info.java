/** Whether the application can serve: asked by the launcher, by load balancers and by tests. */
@NullMarked
package org.whittle.application.health;

import org.jspecify.annotations.NullMarked;
