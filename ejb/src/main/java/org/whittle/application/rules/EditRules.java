package org.whittle.application.rules;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Roles;
import org.whittle.kernel.NotFound;
import org.whittle.library.RuleVersions.RuleVersion;

/** Checks and changes the organisation's own rule files; each change is a version of the rules. */
@Stateless
@RolesAllowed(Roles.AUTHOR)
public class EditRules {
  @Inject private RuleEdits edits;

  /** Everything that would be wrong if the file had the text. */
  public List<RuleProblem> check(String file, String text) {
    return RuleEdits.problems(edits.with(edits.newest(), file, Optional.of(text)));
  }

  /**
   * Saves a file; gives the number of the version that has it.
   *
   * @param known the version that was edited: if somebody has changed the same file since, nothing
   *     is saved
   */
  public int save(String file, int known, String text, String reason) {
    return edits.save(file, known, Optional.of(text), reason);
  }

  /** Makes a version without the file; gives its number. */
  public int remove(String file, int known, String reason) {
    RuleVersion newest = edits.newest();
    if (edits.own(newest, file).isEmpty()) {
      throw new NotFound("cannot find rule file " + file + " among those of the organisation");
    }
    return edits.save(file, known, Optional.empty(), reason);
  }
}
