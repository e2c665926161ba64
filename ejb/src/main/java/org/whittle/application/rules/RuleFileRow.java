package org.whittle.application.rules;

import java.util.List;
import org.whittle.library.RuleOrigin;

/**
 * A file of a version of the rules.
 *
 * @param slices written {@code package/slice}
 * @param rules names of the rules about whole images
 */
public record RuleFileRow(
    RuleOrigin origin, String name, String digest, List<String> slices, List<String> rules) {}
