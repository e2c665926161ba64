package org.whittle.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.whittle.client.Api;
import org.whittle.client.Refused;

/** Patches, holds, rollouts and who decides on them. */
final class PatchChapter {
  /** Why the image is held; people read it everywhere the image stands. */
  static final String REASON = "not tried with our data yet";

  /** So many images are told by name. */
  private static final int MOST_NAMED = 5;

  private final Cast cast;
  private final Set<String> names;
  private List<JsonNode> patches = List.of();
  private JsonNode tried = MissingNode.getInstance();
  private JsonNode rollout = MissingNode.getInstance();

  /** A chapter about the images with these names: a library may hold others. */
  PatchChapter(Cast cast, Set<String> names) {
    this.cast = cast;
    this.names = Set.copyOf(names);
  }

  /** Reads the new patches that touch images; gives them for people. */
  String read() {
    JsonNode all = cast.manager().get("patches?state=NEW&size=1");
    JsonNode page = cast.manager().get("patches?affecting=true&state=NEW&size=500");
    patches = new ArrayList<>();
    Map<JsonNode, List<String>> touched = new LinkedHashMap<>();
    page.path("rows").forEach(patch -> touched.put(patch, images(patch)));
    touched.forEach(
        (patch, images) -> {
          if (images.stream().anyMatch(names::contains)) {
            patches.add(patch);
          }
        });
    Untold.unless(!patches.isEmpty(), "no new patch touches an image");
    StringBuilder text = new StringBuilder();
    text.append(all.path("total").asLong())
        .append(" new patches, ")
        .append(page.path("total").asLong())
        .append(" touch images:");
    for (JsonNode patch : patches) {
      text.append(System.lineSeparator())
          .append(patch.path("sourceName").asText())
          .append(' ')
          .append(patch.path("oldVersion").asText())
          .append(" -> ")
          .append(patch.path("newVersion").asText())
          .append(" touches ")
          .append(few(touched.getOrDefault(patch, List.of())));
    }
    return text.toString();
  }

  private static String few(List<String> images) {
    return images.size() <= MOST_NAMED ? String.join(", ", images) : images.size() + " images";
  }

  private List<String> images(JsonNode patch) {
    List<String> names = new ArrayList<>();
    cast.manager()
        .get(Api.path("patches", patch.path("id").asLong(), "affected") + "?size=500")
        .path("rows")
        .forEach(row -> names.add(row.path("image").asText()));
    Untold.unless(
        !names.isEmpty(), patch.path("sourceName").asText() + " is said to touch images; none is");
    return names;
  }

  /** Holds the image on every package of its that a patch would change. */
  String hold(String image) {
    int newest = cast.manager().get(Api.path("images", image)).at("/row/newestVersion").asInt();
    SortedSet<String> own = new TreeSet<>();
    cast.manager()
        .get(Api.path("images", image, "versions", newest))
        .path("composition")
        .forEach(line -> own.add(line.path("name").asText()));
    SortedSet<String> touched = new TreeSet<>();
    for (JsonNode patch : patches) {
      cast.manager()
          .get(Api.path("patches", patch.path("id").asLong()))
          .path("binaries")
          .forEach(binary -> touched.add(binary.path("name").asText()));
    }
    touched.retainAll(own);
    Untold.unless(!touched.isEmpty(), "no patch touches " + image + ": there is nothing to hold");
    for (String name : touched) {
      cast.manager()
          .post(Api.path("images", image, "holds"), Map.of("packageName", name, "reason", REASON));
    }
    String others = touched.size() == 1 ? "" : " and " + (touched.size() - 1) + " more";
    return image + " keeps its " + touched.first() + others + ": " + REASON;
  }

  /** Plans a rollout of all patches that were read, without proposing it. */
  String whatIf() {
    tried = cast.manager().post("rollouts/what-if", Map.of("patches", ids()));
    return totals(tried);
  }

  private List<Long> ids() {
    return patches.stream().map(patch -> patch.path("id").asLong()).toList();
  }

  private static String totals(JsonNode plan) {
    return String.format(
        Locale.ROOT,
        "%d to rebuild, %d held, %d unaffected, %d unresolvable",
        plan.path("rebuild").asInt(),
        plan.path("held").asInt(),
        plan.path("unaffected").asInt(),
        plan.path("unresolvable").asInt());
  }

  /** Proposes a rollout of all patches that were read; its plan is the one that was tried. */
  String propose(String held) {
    long id =
        cast.manager()
            .post(
                "rollouts",
                Map.of("title", "Story: new patches", "patches", ids(), "comment", "as told"))
            .path("id")
            .asLong();
    rollout = cast.manager().get(Api.path("rollouts", id));
    JsonNode plan = rollout.path("plan");
    Untold.unless(
        plan.path("digest").asText().equals(tried.path("digest").asText()),
        "the plan that was proposed is not the one that was tried");
    Untold.unless(plan.path("rebuild").asInt() > 0, "the plan rebuilds nothing");
    JsonNode line = line(held);
    Untold.unless(
        line.path("disposition").asText().equals("HELD"),
        held + " is on hold, but the plan says " + line.path("disposition").asText());
    Untold.unless(
        line.path("reason").asText().contains(REASON),
        "the plan does not say why " + held + " is held: " + line.path("reason").asText());
    return "rollout "
        + id
        + ": "
        + totals(plan)
        + System.lineSeparator()
        + "plan "
        + plan.path("digest").asText();
  }

  /** The plan's line for an image. */
  JsonNode line(String image) {
    for (JsonNode line : rollout.at("/plan/lines")) {
      if (line.path("image").asText().equals(image)) {
        return line;
      }
    }
    throw new Untold("the plan has no line for " + image);
  }

  /** The lines that rebuild. */
  List<JsonNode> rebuilt() {
    List<JsonNode> lines = new ArrayList<>();
    for (JsonNode line : rollout.at("/plan/lines")) {
      if (line.path("disposition").asText().equals("REBUILD")) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** Who proposed it tries to approve it, and is told no. */
  String approveAsProposer() {
    try {
      approve(cast.manager());
    } catch (Refused refused) {
      Untold.unless(
          refused.status() == 403 || refused.status() == 409,
          "the server answers " + refused.status() + ": " + refused.title());
      return refused.title();
    }
    throw new Untold("who proposed the rollout could approve it");
  }

  /** Somebody else approves the plan. */
  String approveAsOther() {
    approve(cast.approver());
    reload();
    String state = rollout.at("/row/state").asText();
    Untold.unless(state.equals("APPROVED") || state.equals("SCHEDULED"), "the rollout is " + state);
    return "approved by " + cast.approverName();
  }

  private void approve(Api as) {
    as.post(
        Api.path("rollouts", id(), "approve"),
        Map.of("plan", rollout.at("/plan/digest").asText(), "comment", "as told"));
  }

  /** Reads the rollout again. */
  void reload() {
    rollout = cast.manager().get(Api.path("rollouts", id()));
  }

  long id() {
    return rollout.at("/row/id").asLong();
  }

  String state() {
    return rollout.at("/row/state").asText();
  }
}
