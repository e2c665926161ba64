package org.whittle.portal.resolution;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.application.resolution.ChangeKind;
import org.whittle.application.resolution.ResolutionQuery;
import org.whittle.application.resolution.ResolutionView;
import org.whittle.application.resolution.ResolvePackages;
import org.whittle.application.resolution.WhatIfView;
import org.whittle.application.resolution.WhyView;
import org.whittle.application.sources.ReadSnapshots;
import org.whittle.application.sources.ReadSources;
import org.whittle.application.sources.SnapshotPage;
import org.whittle.application.sources.SnapshotView;
import org.whittle.application.sources.SourceView;
import org.whittle.kernel.InvalidInput;
import org.whittle.portal.format.Texts;
import org.whittle.portal.frame.Says;

/** The answer to a question: packages or an explanation; beside it why, and what if. */
@Named
@RequestScoped
public class ResolvePage {
  @EJB private ResolvePackages resolver;
  @EJB private ReadSources sources;
  @EJB private ReadSnapshots snapshots;
  @Inject private ResolveForm form;
  @Inject private Texts texts;

  private String why = "";
  private String change = "";
  private String subject = "";
  private List<Choice> choices = List.of();
  private @Nullable ResolutionView answer;
  private @Nullable WhyView reasons;
  private @Nullable WhatIfView whatIf;

  /** A snapshot to draw from. */
  public record Choice(String id, String label) {}

  /** Puts the question; what cannot be read is said, and the form stays as it was filled. */
  public void load() {
    choices = readChoices();
    if (!form.isFilled()) {
      return;
    }
    try {
      ResolutionQuery query = form.query();
      answer = resolver.resolve(query);
      if (!why.isEmpty()) {
        reasons = resolver.why(query, why);
      }
      if (!change.isEmpty() && !subject.isEmpty()) {
        whatIf = resolver.whatIf(query, kind(change), subject);
      }
    } catch (InvalidInput wrong) {
      Says.failed(wrong);
    }
  }

  private static ChangeKind kind(String change) {
    return switch (change) {
      case "dropped" -> ChangeKind.DROPPED;
      case "held" -> ChangeKind.HELD;
      case "banned" -> ChangeKind.BANNED;
      default -> throw new InvalidInput("cannot suppose that a package is \"" + change + "\"");
    };
  }

  private List<Choice> readChoices() {
    List<Choice> found = new ArrayList<>();
    for (SourceView source : sources.all()) {
      for (SnapshotView snapshot : source.newest().stream().toList()) {
        found.add(choice(snapshot.id(), source.name(), snapshot.number()));
      }
    }
    String wanted = form.getAgainst();
    if (wanted.matches("[0-9]{1,18}") && found.stream().noneMatch(c -> c.id().equals(wanted))) {
      SnapshotPage page = snapshots.snapshot(Long.parseLong(wanted));
      found.add(choice(page.snapshot().id(), page.source(), page.snapshot().number()));
    }
    return found;
  }

  private static Choice choice(long id, String source, int number) {
    return new Choice(String.valueOf(id), source + " " + number);
  }

  /** Who wants what of a step, in words. */
  public String words(WhyView.Step step) {
    String by = step.by().orElse("");
    return switch (step.kind()) {
      case "essential" -> texts.of("why.step.essential", step.relation());
      case "requested" -> texts.of("why.step.requested", step.relation());
      case "recommends" -> texts.of("why.step.recommends", by, step.relation());
      default -> texts.of("why.step.needs", by, step.relation());
    };
  }

  /** What is supposed, in words. */
  public String getSupposition() {
    return switch (change) {
      case "held" -> texts.of("whatif.held", subject);
      case "banned" -> texts.of("whatif.banned", subject);
      default -> texts.of("whatif.dropped", subject);
    };
  }

  /** The address of the same question with another package in question; without, if empty. */
  public String link(String name) {
    StringBuilder address = new StringBuilder("resolve.xhtml?");
    form.getParameters().forEach(each -> append(address, each.name(), each.value()));
    if (!name.isEmpty()) {
      append(address, "why", name);
    }
    return address.substring(0, address.length() - 1);
  }

  private static void append(StringBuilder address, String name, String value) {
    address.append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    address.append('&');
  }

  /** Snapshots to choose from. */
  public List<Choice> getChoices() {
    return choices;
  }

  /** What came of the question, if one was put. */
  public @Nullable ResolutionView getAnswer() {
    return answer;
  }

  /** Why the package in question is there, if one is in question. */
  public @Nullable WhyView getReasons() {
    return reasons;
  }

  /** What a change would do, if one is supposed. */
  public @Nullable WhatIfView getWhatIf() {
    return whatIf;
  }

  /** What was supposed to be held or banned; at first just the version that is there. */
  public String getSupposed() {
    WhyView known = reasons;
    return !subject.isEmpty() || known == null
        ? subject
        : known.version().map(version -> getName() + " (= " + version + ")").orElse(getName());
  }

  /** The name of the package in question: a change counts for every architecture. */
  public String getName() {
    int colon = why.indexOf(':');
    return colon < 0 ? why : why.substring(0, colon);
  }

  /** The package in question. */
  public String getWhy() {
    return why;
  }

  /** The package in question. */
  public void setWhy(@Nullable String why) {
    this.why = why == null ? "" : why.strip();
  }

  /** dropped, held or banned; empty if nothing is supposed. */
  public String getChange() {
    return change;
  }

  /** dropped, held or banned; empty if nothing is supposed. */
  public void setChange(@Nullable String change) {
    this.change = change == null ? "" : change.strip();
  }

  /** What is supposed to change. */
  public String getSubject() {
    return subject;
  }

  /** What is supposed to change. */
  public void setSubject(@Nullable String subject) {
    this.subject = subject == null ? "" : subject.strip();
  }
}
