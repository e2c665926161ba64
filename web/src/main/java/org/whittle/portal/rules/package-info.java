/** Rules: those that hold, their versions, and the editor for the organisation's own. */
@NullMarked
package org.whittle.portal.rules;

import org.jspecify.annotations.NullMarked;
