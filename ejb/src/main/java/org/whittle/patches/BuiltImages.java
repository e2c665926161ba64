package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;

/** Images with a version, and what that version was built with. */
@ApplicationScoped
public class BuiltImages {
  private static final String FROM =
      " from image i join image_version v on v.image_id = i.id and v.number = i.newest_version"
          + " join blueprint b on b.id = v.blueprint_id"
          + " join blueprint n on n.image_id = i.id and n.revision = i.blueprint_revision"
          + " left join version_rules r on r.image_version_id = v.id"
          + " left join version_tools t on t.image_version_id = v.id"
          + " where i.project_id = ?";

  @Inject private Sql sql;

  /**
   * An image as it is built now.
   *
   * @param versionId its newest version
   * @param blueprintId its newest blueprint
   * @param pinned the version of the rules that its newest blueprint pins
   * @param rules digest of the rules of its newest version; empty if nobody knows
   * @param tools what wrote its newest version; empty if nobody knows
   */
  public record BuiltImage(
      long imageId,
      String image,
      long versionId,
      int version,
      long blueprintId,
      int builtRevision,
      int blueprintRevision,
      OptionalInt pinned,
      Optional<Digest> rules,
      Optional<String> tools) {}

  /**
   * The images of a scope that have a version, by name.
   *
   * @throws NotFound if a named image is not there
   * @throws InvalidInput if there is none, or a named one has no version
   */
  public List<BuiltImage> of(int projectId, Scope scope) {
    List<@Nullable Object> parameters = new ArrayList<>(List.of(projectId));
    String wanted = "";
    if (scope.label().isPresent()) {
      Scope.Label label = scope.label().get();
      wanted =
          " and exists (select 1 from image_label l where l.image_id = i.id and l.name = ?"
              + (label.value().isPresent() ? " and l.value = ?)" : ")");
      parameters.add(label.name());
      label.value().ifPresent(parameters::add);
    } else if (!scope.images().isEmpty()) {
      wanted = " and i.name in (" + Sql.placeholders(scope.images()) + ")";
      parameters.addAll(scope.images());
    }
    List<BuiltImage> found =
        sql.list(
            "select i.id, i.name, v.id as version_id, v.number, n.id as blueprint_id,"
                + " b.revision as built_revision, i.blueprint_revision, n.rules as pinned,"
                + " r.digest as rules, t.tools"
                + FROM
                + wanted
                + " order by i.name",
            BuiltImages::image,
            parameters.toArray());
    requireAll(projectId, scope, found);
    return found;
  }

  private void requireAll(int projectId, Scope scope, List<BuiltImage> found) {
    Set<String> names = found.stream().map(BuiltImage::image).collect(Collectors.toSet());
    for (String name : scope.images()) {
      if (!names.contains(name)) {
        boolean there =
            sql.number(
                    "select count(*) from image where project_id = ? and name = ?", projectId, name)
                > 0;
        if (there) {
          throw new InvalidInput(
              "cannot plan a rollout for image " + name + ": it has no version yet",
              "Build it first",
              null);
        }
        throw new NotFound("cannot find image \"" + name + "\"");
      }
    }
    if (found.isEmpty()) {
      throw new InvalidInput(
          "cannot plan a rollout: there is no image with a version"
              + scope.label().map(label -> " and label " + label).orElse(""));
    }
  }

  /** How many images have a version. */
  public int count(int projectId) {
    return (int) sql.number("select count(*)" + FROM, projectId);
  }

  /** How many would be built with other rules; those of whom nobody knows count. */
  public int withOtherRules(int projectId, Digest newest) {
    return (int)
        sql.number(
            "select count(*)" + FROM + " and n.rules is null and not (r.digest <=> ?)",
            projectId,
            newest);
  }

  /** How many have a blueprint that was revised and not built since. */
  public int withRevisedBlueprint(int projectId) {
    return (int)
        sql.number("select count(*)" + FROM + " and b.revision < i.blueprint_revision", projectId);
  }

  /** How many were written by other tools; those of whom nobody knows count. */
  public int withOtherTools(int projectId, String tools) {
    return (int)
        sql.number("select count(*)" + FROM + " and not (t.tools <=> ?)", projectId, tools);
  }

  private static BuiltImage image(Row row) throws SQLException {
    return new BuiltImage(
        row.number("id"),
        row.text("name"),
        row.number("version_id"),
        row.integer("number"),
        row.number("blueprint_id"),
        row.integer("built_revision"),
        row.integer("blueprint_revision"),
        row.optionalInteger("pinned"),
        row.optionalDigest("rules"),
        row.optionalText("tools"));
  }
}
