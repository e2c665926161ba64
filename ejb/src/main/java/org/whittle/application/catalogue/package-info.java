/** Packages of all sources: search and one package's page. */
@NullMarked
package org.whittle.application.catalogue;

import org.jspecify.annotations.NullMarked;
