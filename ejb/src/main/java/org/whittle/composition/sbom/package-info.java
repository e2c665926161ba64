/**
 * What an image is made of, in the words of others: bills of materials (CycloneDX 1.6, SPDX 2.3)
 * and the provenance of a build (in-toto Statement 1, SLSA Provenance 1).
 *
 * <p>A composition with its files goes in, JSON comes out, the same bytes each time: serial numbers
 * and dates follow from the input. Knows nothing of where packages were resolved or fetched.
 */
@NullMarked
package org.whittle.composition.sbom;

import org.jspecify.annotations.NullMarked;
