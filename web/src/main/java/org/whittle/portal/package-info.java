/**
 * The portal: pages of the five roles' day's work, with one small view-scoped bean each.
 *
 * <p>A page bean loads values from {@code org.whittle.application}, calls one use case per action
 * and says what happened. It holds no query, rule or permission, and never sees an entity.
 */
@NullMarked
package org.whittle.portal;

import org.jspecify.annotations.NullMarked;
