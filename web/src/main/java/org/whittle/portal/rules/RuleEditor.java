package org.whittle.portal.rules;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.whittle.application.rules.EditRules;
import org.whittle.application.rules.PreviewRules;
import org.whittle.application.rules.ReadRules;
import org.whittle.application.rules.RuleFilePage;
import org.whittle.application.rules.RulePreview;
import org.whittle.application.rules.RuleProblem;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.NotFound;
import org.whittle.library.RuleOrigin;
import org.whittle.portal.frame.Caller;
import org.whittle.portal.frame.Overview;
import org.whittle.portal.frame.Says;

/** The editor of a rule file; those that Whittle shipped, and old versions, are only shown. */
@Named
@ViewScoped
public class RuleEditor implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private Says says;
  @Inject private Caller caller;
  @Inject private Overview overview;
  @EJB private ReadRules reading;
  @EJB private EditRules editing;
  @EJB private PreviewRules previewing;

  private String name = "";
  private String origin = "overlay";
  private int number;
  private int known;
  private boolean fresh;
  private String text = "";
  private String reason = "";
  private List<RuleProblem> problems = List.of();
  private @Nullable RulePreview preview;
  private @Nullable String theirs;

  /** Takes the file that the address names into the editor; without one, an example. */
  public void load() {
    known = reading.current().version().number();
    fresh = name.isEmpty();
    if (fresh) {
      text = EXAMPLE;
    } else {
      text = file(number == 0 ? known : number).text();
    }
  }

  private RuleFilePage file(int version) {
    return reading.file(
        version, origin.equals("shipped") ? RuleOrigin.SHIPPED : RuleOrigin.OVERLAY, name);
  }

  /** Whether the text may be changed: an own file of the newest version. */
  public boolean isEditable() {
    return caller.isAuthor() && origin.equals("overlay") && (number == 0 || number == known);
  }

  /** Looks for problems. */
  public void check() {
    preview = null;
    problems = name.isEmpty() || !isEditable() ? List.of() : editing.check(name, text);
  }

  /** Looks which images would change. */
  public void preview() {
    preview = previewing.preview(name, Optional.of(text));
    problems = preview.problems();
  }

  /** Saves a version; whoever was overtaken is shown the other text and loses nothing. */
  public void save() {
    try {
      known = editing.save(name, known, text, reason);
    } catch (Conflict conflict) {
      known = reading.current().version().number();
      theirs = theirText();
      throw conflict;
    }
    done();
  }

  private String theirText() {
    try {
      return file(known).text();
    } catch (NotFound removed) {
      return "";
    }
  }

  /** Makes a version without the file. */
  public String remove() {
    known = editing.remove(name, known, reason);
    done();
    return "/rules/rules?faces-redirect=true";
  }

  private void done() {
    theirs = null;
    fresh = false;
    reason = "";
    overview.forget();
    says.done("rules.saved", known);
  }

  /** What is wrong with the text. */
  public List<RuleProblem> getProblems() {
    return problems;
  }

  /** Lines with problems of this file, for the margin. */
  public String getProblemLines() {
    return problems.stream()
        .filter(problem -> problem.file().endsWith("/" + name))
        .map(problem -> String.valueOf(problem.line()))
        .distinct()
        .collect(Collectors.joining(","));
  }

  /** Which images would change; absent until it was asked for. */
  public @Nullable RulePreview getPreview() {
    return preview;
  }

  /** What somebody else saved meanwhile; absent unless that happened. */
  public @Nullable String getTheirs() {
    return theirs;
  }

  /** Whether the file is new. */
  public boolean isFresh() {
    return fresh;
  }

  /** The version that is edited. */
  public int getKnown() {
    return known;
  }

  /** The file's name. */
  public String getName() {
    return name;
  }

  /** The file's name. */
  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name.strip();
  }

  /** {@code shipped} or {@code overlay}. */
  public String getOrigin() {
    return origin;
  }

  /** {@code shipped} or {@code overlay}. */
  public void setOrigin(@Nullable String origin) {
    this.origin = origin == null || origin.isEmpty() ? "overlay" : origin;
  }

  /** The version of the rules; 0: the newest. */
  public int getNumber() {
    return number;
  }

  /** The version of the rules; 0: the newest. */
  public void setNumber(int number) {
    this.number = number;
  }

  /** Why the change is made. */
  public String getReason() {
    return reason;
  }

  /** Why the change is made. */
  public void setReason(@Nullable String reason) {
    this.reason = reason == null ? "" : reason;
  }

  /** The text in the editor. */
  public String getText() {
    return text;
  }

  /** The text in the editor. */
  public void setText(@Nullable String text) {
    // Browsers send the ends of lines as CR and LF; the text is to be the same whoever sends it.
    this.text = text == null ? "" : text.replace("\r\n", "\n");
  }

  private static final String EXAMPLE =
      """
      # What images need beyond the shipped rules. What is said here wins over them.
      rules:
        - name: our certificate authorities
          because: all our services speak TLS to each other
          when: {with: ca-certificates}
          keep: [/usr/local/share/ca-certificates/**]
      """;
}
