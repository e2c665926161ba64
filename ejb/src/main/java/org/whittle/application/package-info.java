/**
 * The use cases: the only door for the portal, the REST interface, the registry and the batch.
 *
 * <p>Each use case is an EJB that adds identity, permission, transaction and audit around the rooms
 * below. What they return are values; an entity never leaves. Reading classes are named Read…,
 * changing ones for what they do.
 */
@NullMarked
package org.whittle.application;

import org.jspecify.annotations.NullMarked;
