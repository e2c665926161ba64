package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.whittle.blueprint.Blueprint;
import org.whittle.database.Sql;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;

/** Finds and keeps images and their blueprints; to be called inside a transaction. */
@ApplicationScoped
public class Images {
  @PersistenceContext private EntityManager entities;
  @Inject private Sql sql;
  @Inject private Clock clock;

  /** The image with the name, if the project has it. */
  public Optional<Image> find(int projectId, String name) {
    return entities
        .createQuery(
            "select i from Image i where i.projectId = :project and i.name = :name", Image.class)
        .setParameter("project", projectId)
        .setParameter("name", name)
        .getResultStream()
        .findFirst();
  }

  /**
   * The image with the name.
   *
   * @throws NotFound if the project has none
   */
  public Image image(int projectId, String name) {
    return find(projectId, name)
        .orElseThrow(() -> new NotFound("cannot find image \"" + name + "\""));
  }

  /**
   * The image with the number.
   *
   * @throws NotFound if the project has none
   */
  public Image image(int projectId, long id) {
    @Nullable Image image = entities.find(Image.class, id);
    if (image == null || image.projectId() != projectId) {
      throw new NotFound("cannot find image " + id);
    }
    return image;
  }

  /** Keeps a new image with the first revision of its blueprint. */
  public void add(Image image, Blueprint blueprint, String yaml, String by) {
    entities.persist(image);
    entities.flush();
    keep(image, blueprint, yaml, by);
  }

  /** Keeps the blueprint as the image's newest revision, and its labels. */
  public void keep(Image image, Blueprint blueprint, String yaml, String by) {
    sql.update(
        "insert into blueprint (image_id, revision, yaml, digest, created_at, created_by, rules)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        image.id(),
        image.blueprintRevision(),
        yaml,
        Digest.of(yaml),
        clock.instant(),
        by,
        blueprint.rules().isPresent() ? blueprint.rules().getAsInt() : null);
    sql.update("delete from image_label where image_id = ?", image.id());
    blueprint
        .labels()
        .forEach(
            (name, value) ->
                sql.update(
                    "insert into image_label (image_id, name, value) values (?, ?, ?)",
                    image.id(),
                    name,
                    value));
  }

  /** The newest revision of an image's blueprint. */
  public BlueprintRevision blueprint(Image image) {
    return blueprint(image.id(), image.blueprintRevision());
  }

  /** A revision of an image's blueprint. */
  public BlueprintRevision blueprint(long imageId, int revision) {
    return sql.first(
            "select id, revision, yaml, digest, created_at, created_by from blueprint"
                + " where image_id = ? and revision = ?",
            row ->
                new BlueprintRevision(
                    row.number("id"),
                    row.integer("revision"),
                    row.text("yaml"),
                    row.digest("digest"),
                    row.instant("created_at"),
                    row.text("created_by")),
            imageId,
            revision)
        .orElseThrow(() -> new NotFound("cannot find blueprint revision " + revision));
  }

  /** An older version that is to count as the image's newest again. */
  public record Return(long imageId, int from, int to) {}

  /** Lets older versions count again, each only where the newest is still the one it knows. */
  public void goBack(Collection<Return> returns) {
    sql.batch(
        "update image set newest_version = ?, last_failure = null, version = version + 1"
            + " where id = ? and newest_version = ?",
        returns.stream()
            .map(back -> new @Nullable Object[] {back.to(), back.imageId(), back.from()})
            .toList());
  }

  /** The labels of an image, by name. */
  public Map<String, String> labels(long imageId) {
    Map<String, String> labels = new TreeMap<>();
    sql.list(
            "select name, value from image_label where image_id = ?",
            row -> Map.entry(row.text("name"), row.text("value")),
            imageId)
        .forEach(label -> labels.put(label.getKey(), label.getValue()));
    return labels;
  }
}
