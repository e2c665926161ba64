package org.whittle.portal.rules;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.application.PageRequest;
import org.whittle.application.rules.ReadRules;
import org.whittle.application.rules.RuleFileRow;
import org.whittle.application.rules.RuleVersionRow;
import org.whittle.application.rules.RulesPage;
import org.whittle.library.RuleOrigin;

/** The rules that hold, and the newest of their versions. */
@Named
@ViewScoped
public class RulesList implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final PageRequest NEWEST = new PageRequest(0, 50, "", false);

  @EJB private ReadRules reading;

  private @Nullable RulesPage rules;
  private List<RuleVersionRow> versions = List.of();

  /** Reads them. */
  public void load() {
    rules = reading.current();
    versions = reading.versions(NEWEST).rows();
  }

  /** The newest version. */
  public @Nullable RulesPage getRules() {
    return rules;
  }

  /** The newest versions, newest first. */
  public List<RuleVersionRow> getVersions() {
    return versions;
  }

  /** The organisation's own files. */
  public List<RuleFileRow> getOwn() {
    return files(RuleOrigin.OVERLAY);
  }

  /** The files that came with Whittle. */
  public List<RuleFileRow> getShipped() {
    return files(RuleOrigin.SHIPPED);
  }

  private List<RuleFileRow> files(RuleOrigin origin) {
    RulesPage known = rules;
    return known == null
        ? List.of()
        : known.files().stream().filter(file -> file.origin() == origin).toList();
  }
}
