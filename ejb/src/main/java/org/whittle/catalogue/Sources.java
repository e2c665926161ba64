package org.whittle.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.whittle.kernel.NotFound;

/** Finds and keeps sources; to be called inside a transaction. */
@ApplicationScoped
public class Sources {
  @PersistenceContext private EntityManager entities;

  /** All sources of a project, by name. */
  public List<Source> all(int projectId) {
    return entities
        .createQuery(
            "select s from Source s where s.projectId = :project order by s.name", Source.class)
        .setParameter("project", projectId)
        .getResultList();
  }

  /**
   * The source with the number.
   *
   * @throws NotFound if the project has none
   */
  public Source source(int projectId, long id) {
    return all(projectId).stream()
        .filter(source -> source.id() == id)
        .findFirst()
        .orElseThrow(() -> new NotFound("cannot find source " + id));
  }

  /** The source with the name. */
  public Optional<Source> find(int projectId, String name) {
    return all(projectId).stream().filter(source -> source.name().equals(name)).findFirst();
  }

  /** Keeps a new source; it has its number afterwards. */
  public void add(Source source) {
    entities.persist(source);
    entities.flush();
  }
}
