/**
 * The whole pipeline over ports, from a blueprint to verified artifacts: resolve, fetch, unpack,
 * thin, compose, verify.
 *
 * <p>A blueprint, a baseline and rules go in; an image with its composition, sizes, reasons, faults
 * and test report comes out, or the stage that failed and what to do. The portal, the batch and the
 * command line all call this one. Holds no transaction and knows no database, library or person.
 */
@NullMarked
package org.whittle.build;

import org.jspecify.annotations.NullMarked;
