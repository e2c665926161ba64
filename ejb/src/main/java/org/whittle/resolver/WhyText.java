package org.whittle.resolver;

import java.util.List;
import java.util.stream.Stream;
import org.whittle.format.PackageId;

/** Puts the reasons of a package into words. */
public final class WhyText {
  private final StringBuilder text = new StringBuilder();

  private final Phrases phrases;

  private WhyText(Phrases phrases) {
    this.phrases = phrases;
  }

  /** Why a name was chosen or not; each line ends with a line feed. */
  public static String of(Why why) {
    WhyText report = new WhyText(new Phrases(Spoken.of(why)));
    switch (why) {
      case Why.Here here -> report.here(here);
      case Why.NotHere notHere -> report.notHere(notHere);
    }
    return report.text.toString();
  }

  /** Why a package was not chosen, without a line feed at the end. */
  public static String of(Rejected rejected) {
    return new WhyText(new Phrases(Stream.of(rejected.id()))).sentence(rejected).strip();
  }

  private void here(Why.Here here) {
    line("", phrases.name(here.id()) + " is here because");
    int number = 1;
    for (Reason reason : here.path()) {
      line("  ", number++ + ". " + step(reason) + ".");
      reason.rejected().forEach(rejected -> indented("     ", sentence(rejected)));
    }
    if (!here.others().isEmpty()) {
      line("", "and also because");
      here.others().forEach(reason -> line("  ", other(reason) + "."));
    }
  }

  private String step(Reason reason) {
    return switch (reason) {
      case Reason.Requested requested ->
          requested.essential()
              ? phrases.name(requested.chosen()) + " is essential"
              : requested(requested) + which(requested);
      case Reason.Needed needed -> wish(needed) + which(needed) + also(needed);
    };
  }

  private String other(Reason reason) {
    return switch (reason) {
      case Reason.Requested requested -> requested(requested);
      case Reason.Needed needed -> wish(needed) + also(needed);
    };
  }

  private static String requested(Reason.Requested requested) {
    return requested.wanted() + (requested.essential() ? " is essential" : " was requested");
  }

  private String which(Reason reason) {
    return ", which is " + phrases.name(reason.chosen());
  }

  private String wish(Reason.Needed needed) {
    return wish(needed.by(), needed.clause(), needed.recommended());
  }

  private String wish(PackageId by, String clause, boolean recommended) {
    return phrases.name(by) + (recommended ? " recommends " : " needs ") + clause;
  }

  private String also(Reason.Needed needed) {
    List<String> also = needed.also().stream().map(phrases::name).toList();
    return also.isEmpty()
        ? ""
        : "; "
            + Phrases.joined(also, "and")
            + (also.size() == 1 ? " satisfies" : " satisfy")
            + " it too";
  }

  private void notHere(Why.NotHere notHere) {
    String name = notHere.subject().toString();
    if (notHere.versions().isEmpty() && notHere.standIns().isEmpty()) {
      String kind = notHere.subject().architecture().isPresent() ? " and architecture" : "";
      line("", name + " is not here: there is no package of this name" + kind + ".");
    } else if (!notHere.standIns().isEmpty()) {
      List<String> given = notHere.standIns().stream().map(phrases::name).toList();
      line("", name + " is not here itself: " + Phrases.joined(given, "and") + " provides it.");
    } else if (notHere.passedOver().isEmpty()) {
      line("", name + " is not here: nothing that was chosen needs it.");
    } else {
      line("", name + " is not here, although");
    }
    for (Why.PassedOver over : notHere.passedOver()) {
      String instead = over.instead().map(id -> ", which is " + phrases.name(id)).orElse("");
      line("  ", wish(over.by(), over.clause(), over.recommended()) + instead + ".");
      indented("    ", sentence(over.rejected()));
    }
  }

  private String sentence(Rejected rejected) {
    String id = phrases.name(rejected.id());
    return switch (rejected.reason()) {
      case Rejection.LaterInOrder later ->
          id + " would do too, but " + later.relation() + " is written first.";
      case Rejection.OnlyProvides provides -> id + " would do too, but only provides the name.";
      case Rejection.LessPreferred less -> id + " would do too, but comes behind it.";
      case Rejection.Unavailable none -> phrases.nearMiss(rejected.id(), none.obstacle()) + ".";
      case Rejection.ExcludedBy by ->
          id + " comes first, but " + phrases.name(by.by()) + " excludes " + by.relation() + ".";
      case Rejection.Excludes excludes ->
          id
              + " comes first, but excludes "
              + excludes.relation()
              + ", which is "
              + phrases.name(excludes.other())
              + ".";
      case Rejection.SameName same ->
          id + " comes first, but " + phrases.name(same.other()) + " was chosen.";
      case Rejection.AlreadySatisfied already ->
          id + " comes first, but " + phrases.name(already.by()) + " was there already.";
      case Rejection.Impossible impossible ->
          id + " cannot be had:\n" + ExplanationText.of(impossible.explanation());
      case Rejection.ClashesWithEarlier clash ->
          id + " comes first, but does not go with what was chosen before.";
      case Rejection.Worse worse -> id + " would do too, but a set with it " + worse(worse) + ".";
      case Rejection.LaterByName later ->
          id + " would do as well, but names decide between equals.";
      case Rejection.NotCompared unknown -> id + " was not compared.";
      case Rejection.OnlyRecommended wish -> "recommendations are not followed.";
    };
  }

  private static String worse(Rejection.Worse worse) {
    long by = worse.by();
    return switch (worse.objective()) {
      case REMOVED -> "removes " + by + " more";
      case CHANGED -> "changes " + by + " more";
      case ADDED -> "adds " + by + " more";
      case BELOW_CANDIDATE -> "is " + by + " versions further from what was asked for";
      case STAND_INS -> "has " + by + " more providers in place of real packages";
      case UNMET_RECOMMENDATIONS -> "leaves " + by + " more recommendations unmet";
      case OUTDATED -> "stays " + by + " versions further behind";
      case SIZE -> "takes " + by + " bytes more";
      case PACKAGES -> "takes " + by + " packages more";
      case NAMES -> "comes later by name";
    };
  }

  /** The first line at the indent, those that explain it further in. */
  private void indented(String indent, String sentences) {
    String further = indent + "  ";
    line(indent, sentences.strip().replace("\n", "\n" + further));
  }

  private void line(String indent, String words) {
    text.append(indent).append(words).append('\n');
  }
}
