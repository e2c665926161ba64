package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Sql;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.PackageName;

/** Finds and keeps holds; to be called inside a transaction. */
@ApplicationScoped
public class Holds {
  private static final String SPEAKING =
      "select h.id from hold h join image i on i.project_id = h.project_id"
          + " where i.id = ? and h.released_at is null and (h.image_id = i.id"
          + " or (h.image_id is null and (h.label_name is null or exists (select 1"
          + "   from image_label l where l.image_id = i.id and l.name = h.label_name"
          + "   and (h.label_value = '' or l.value = h.label_value))))) order by h.id";

  private static final String OFFERED =
      "select distinct p.version from package_version p where p.name = ? and (exists (select 1"
          + " from package_validity v where v.package_version_id = p.id and v.last_number is null)"
          + " or exists (select 1 from composition_line l join image_version v"
          + "   on v.id = l.image_version_id join image i on i.id = v.image_id"
          + "   and i.newest_version = v.number where l.package_version_id = p.id and i.id = ?))";

  @PersistenceContext private EntityManager entities;
  @Inject private Sql sql;
  @Inject private Clock clock;

  /**
   * The holds that speak of an image and were not released, expired ones included, oldest first.
   */
  public List<Hold> of(long imageId) {
    entities.flush();
    return all(sql.list(SPEAKING, row -> row.number("id"), imageId));
  }

  /** Those that keep something back today. */
  public List<Hold> inForce(long imageId) {
    return of(imageId).stream().filter(hold -> !hold.isExpired(today())).toList();
  }

  /** The conflicts among the holds of an image, against what the sources offer and it contains. */
  public List<HoldConflict> conflicts(long imageId) {
    return HoldConflict.among(
        inForce(imageId), name -> sql.list(OFFERED, row -> row.text("version"), name, imageId));
  }

  /** The holds on a package that were not released, expired ones included, oldest first. */
  public List<Hold> onPackage(int projectId, PackageName name) {
    return entities
        .createQuery(
            "select h from Hold h where h.projectId = :project and h.packageName = :name"
                + " and h.releasedAt is null order by h.id",
            Hold.class)
        .setParameter("project", projectId)
        .setParameter("name", name.value())
        .getResultList();
  }

  /** The holds with these numbers, in that order. */
  public List<Hold> all(List<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : entities
            .createQuery("select h from Hold h where h.id in :ids order by h.id", Hold.class)
            .setParameter("ids", ids)
            .getResultList();
  }

  /** Whether any source has ever offered a binary package of that name. */
  public boolean isKnown(PackageName name) {
    return sql.number(
            "select exists (select 1 from package_version where name = ?) as known", name.value())
        > 0;
  }

  /** Those of a project whose last day was within the last week, and that nobody released. */
  public List<Hold> justExpired(int projectId) {
    return entities
        .createQuery(
            "select h from Hold h where h.projectId = :project and h.releasedAt is null"
                + " and h.until < :today and h.until >= :since order by h.id",
            Hold.class)
        .setParameter("project", projectId)
        .setParameter("today", today())
        .setParameter("since", today().minusDays(7))
        .getResultList();
  }

  /** Keeps a new hold; it has its number afterwards, and is counted where patches are. */
  public void add(Hold hold) {
    entities.persist(hold);
    entities.flush();
    judge(
        "select id, name, version from package_version where name = ?",
        List.of(hold),
        hold.packageName());
  }

  /**
   * Judges all versions that the catalogue has of held packages: a new one is refused by the holds
   * that do not let it in. Repeating it changes nothing.
   */
  public void judge(int projectId) {
    List<Hold> holds =
        entities
            .createQuery(
                "select h from Hold h where h.projectId = :project and h.releasedAt is null",
                Hold.class)
            .setParameter("project", projectId)
            .getResultList();
    judge(
        "select id, name, version from package_version where name in (select package_name"
            + " from hold where project_id = ? and released_at is null)",
        holds,
        projectId);
  }

  private record Offered(long id, String name, String version) {}

  private void judge(String versions, List<Hold> holds, Object parameter) {
    List<Offered> known =
        sql.list(
            versions,
            row -> new Offered(row.number("id"), row.text("name"), row.text("version")),
            parameter);
    List<@Nullable Object[]> refused = new ArrayList<>();
    for (Hold hold : holds) {
      HeldVersions admitted = hold.versions();
      @Nullable Long imageId = hold.scope() instanceof HoldScope.OfImage one ? one.imageId() : null;
      for (Offered offered : known) {
        if (offered.name().equals(hold.packageName()) && !admitted.admits(offered.version())) {
          refused.add(new @Nullable Object[] {hold.id(), offered.id(), imageId});
        }
      }
    }
    sql.batch(
        "insert ignore into hold_refusal (hold_id, package_version_id, image_id) values (?, ?, ?)",
        refused);
  }

  /**
   * The holds whose end has passed and nobody was told of yet, oldest end first; they count as told
   * from now on.
   */
  public List<Hold> tellExpired(int projectId) {
    List<Long> untold =
        sql.list(
            "select id from hold where project_id = ? and released_at is null"
                + " and expiry_told_at is null and until < ? order by until, id for update",
            row -> row.number("id"),
            projectId,
            today());
    untold.forEach(
        id -> sql.update("update hold set expiry_told_at = ? where id = ?", clock.instant(), id));
    return all(untold);
  }

  /**
   * The hold with the number.
   *
   * @throws NotFound if the project has none
   */
  public Hold hold(int projectId, long id) {
    @Nullable Hold hold = entities.find(Hold.class, id);
    if (hold == null || hold.projectId() != projectId) {
      throw new NotFound("cannot find hold " + id);
    }
    return hold;
  }

  /** The day that ends of holds are compared with: UTC. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
