package org.whittle.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The rooms from the bottom up, and which of those below each may know. */
enum Room {
  KERNEL(true, "it is what all rooms speak of, and itself knows the JDK alone"),
  FORMAT(true, "files of others are read by their specification, whatever is made of them", KERNEL),
  STORE(true, "bytes are kept under their digest, whatever they mean", KERNEL),
  RESOLVER(
      true, "the resolver owns its port; Debian's answer to it is the universe's", KERNEL, FORMAT),
  RULES(true, "a rule is a text with positions; what it does to files is thinning's", KERNEL),
  BLUEPRINT(true, "a blueprint is a wish, and says nothing of how it is met", KERNEL),
  UNIVERSE(
      true,
      "it adapts indices to the resolver's port and decides nothing",
      KERNEL,
      FORMAT,
      RESOLVER),
  SOURCE(
      true,
      "it fetches and verifies; what an offer is good for others decide",
      KERNEL,
      FORMAT,
      STORE),
  ADVISORY(
      true,
      "texts say what is vulnerable; which patch or image that is, others find",
      KERNEL,
      FORMAT),
  THINNING(
      true,
      "it chooses files for reasons, and writes no artifact",
      KERNEL,
      FORMAT,
      STORE,
      RULES,
      BLUEPRINT),
  COMPOSITION(true, "it writes what thinning chose", KERNEL, FORMAT, STORE, BLUEPRINT, THINNING),
  VERIFICATION(
      true,
      "it looks at what was composed as a stranger does, so that a fault is not made twice",
      KERNEL,
      FORMAT,
      STORE,
      BLUEPRINT,
      THINNING,
      COMPOSITION),
  BUILD(
      true,
      "it is the pipeline over all pure rooms, and knows neither library nor server",
      KERNEL,
      FORMAT,
      STORE,
      RESOLVER,
      RULES,
      BLUEPRINT,
      UNIVERSE,
      SOURCE,
      THINNING,
      COMPOSITION,
      VERIFICATION),
  WINDOWS(true, "it says when, over a moment that is given; what waits is not its affair", KERNEL),
  SCHEMA(false, "it runs before anything else can, and the tables' meaning is none of its affair"),
  DATABASE(false, "it speaks SQL with the types of the kernel and knows no table", KERNEL),
  ACCESS(false, "who may come in does not depend on what there is", KERNEL, DATABASE),
  AUDIT(false, "it notes what is said to it about anything", KERNEL, DATABASE),
  NOTIFICATIONS(
      false,
      "it carries what it is told to whoever wished it, whatever it is about",
      KERNEL,
      DATABASE),
  JOBS(
      false,
      "a job is a row with a lease, and may start in windows, whatever the work is",
      KERNEL,
      WINDOWS,
      DATABASE),
  APPROVALS(
      false, "a decision binds a digest, whatever it is the digest of", KERNEL, ADVISORY, DATABASE),
  CATALOGUE(
      false,
      "what sources offer is there before any image, and stays when images go",
      KERNEL,
      FORMAT,
      STORE,
      RESOLVER,
      UNIVERSE,
      SOURCE,
      BUILD,
      DATABASE),
  LIBRARY(
      false,
      "it keeps what builds give; who wants a new version, and why, it is told",
      KERNEL,
      FORMAT,
      STORE,
      RESOLVER,
      RULES,
      BLUEPRINT,
      THINNING,
      COMPOSITION,
      VERIFICATION,
      BUILD,
      DATABASE,
      CATALOGUE),
  PATCHES(
      false,
      "patches come out of the catalogue and meet the library; who decides on them is not theirs",
      KERNEL,
      FORMAT,
      STORE,
      RESOLVER,
      ADVISORY,
      SOURCE,
      THINNING,
      BUILD,
      DATABASE,
      CATALOGUE,
      LIBRARY),
  APPLICATION(
      false,
      "use cases are the only place where rooms meet, and the only door for pages and jobs",
      KERNEL,
      FORMAT,
      STORE,
      RESOLVER,
      RULES,
      BLUEPRINT,
      UNIVERSE,
      SOURCE,
      ADVISORY,
      THINNING,
      COMPOSITION,
      VERIFICATION,
      BUILD,
      WINDOWS,
      DATABASE,
      ACCESS,
      AUDIT,
      NOTIFICATIONS,
      JOBS,
      APPROVALS,
      CATALOGUE,
      LIBRARY,
      PATCHES);

  private final boolean pure;
  private final String because;

  @SuppressWarnings("ImmutableEnumChecker") // It is List.of: the checker knows Guava's lists only.
  private final List<Room> below;

  Room(boolean pure, String because, Room... below) {
    this.pure = pure;
    this.because = because;
    this.below = List.of(below);
  }

  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  String packages() {
    return "org.whittle." + folder() + "..";
  }

  String because() {
    return because;
  }

  String[] mayKnow() {
    List<String> known = new ArrayList<>(List.of(packages()));
    below.forEach(room -> known.add(room.packages()));
    return known.toArray(String[]::new);
  }

  static String[] purePackages() {
    return Arrays.stream(values()).filter(r -> r.pure).map(Room::packages).toArray(String[]::new);
  }
}
