package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.NotFound;

/** Finds and keeps holds; to be called inside a transaction. */
@ApplicationScoped
public class Holds {
  @PersistenceContext private EntityManager entities;
  @Inject private Clock clock;

  /** The holds of an image that were not released, expired ones included, oldest first. */
  public List<Hold> of(long imageId) {
    return entities
        .createQuery(
            "select h from Hold h where h.imageId = :image and h.releasedAt is null order by h.id",
            Hold.class)
        .setParameter("image", imageId)
        .getResultList();
  }

  /** Those that keep something back today. */
  public List<Hold> inForce(long imageId) {
    return of(imageId).stream().filter(hold -> !hold.isExpired(today())).toList();
  }

  /** Keeps a new hold; it has its number afterwards. */
  public void add(Hold hold) {
    entities.persist(hold);
    entities.flush();
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
