package org.whittle.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;

/** Finds and keeps users and tokens; to be called inside a transaction. */
@ApplicationScoped
public class Directory {
  @PersistenceContext private EntityManager entities;

  /** All users, by name. */
  public List<User> users() {
    return entities.createQuery("select u from User u order by u.name", User.class).getResultList();
  }

  /** The user with the name, if there is one. */
  public Optional<User> find(String name) {
    return entities
        .createQuery("select u from User u where u.name = :name", User.class)
        .setParameter("name", name)
        .getResultStream()
        .findFirst();
  }

  /** The user with this name and password; takes as long if there is no such user. */
  public Optional<User> prove(String name, String password) {
    Optional<User> user = find(name);
    if (user.isEmpty()) {
      PasswordHash.matches(password, PasswordHash.DECOY);
    }
    return user.filter(known -> known.accepts(password));
  }

  /**
   * The user with the name.
   *
   * @throws NotFound if there is none
   */
  public User user(String name) {
    return find(name).orElseThrow(() -> new NotFound("cannot find user \"" + name + "\""));
  }

  /** Keeps a new user. */
  public void add(User user) {
    entities.persist(user);
  }

  /** Keeps a new token; it has its number afterwards. */
  public void add(ApiToken token) {
    entities.persist(token);
    entities.flush();
  }

  /** The token with this secret, valid or not. */
  public Optional<ApiToken> token(String secret) {
    return entities
        .createQuery("select t from ApiToken t where t.tokenHash = :hash", ApiToken.class)
        .setParameter("hash", Digest.of(secret).bytes())
        .getResultStream()
        .findFirst();
  }

  /**
   * Notes that a token was used; once a minute is enough. Its version stays as it is, since many
   * requests come with one token at the same moment.
   */
  public void use(ApiToken token, Instant now) {
    entities
        .createQuery(
            "update ApiToken t set t.lastUsedAt = :now where t.id = :id"
                + " and (t.lastUsedAt is null or t.lastUsedAt < :before)")
        .setParameter("now", now)
        .setParameter("id", token.id())
        .setParameter("before", now.minusSeconds(60))
        .executeUpdate();
  }

  /** The tokens of a user in a project, newest first. */
  public List<ApiToken> tokens(String userName, int projectId) {
    return entities
        .createQuery(
            "select t from ApiToken t where t.user.name = :name and t.projectId = :project"
                + " order by t.id desc",
            ApiToken.class)
        .setParameter("name", userName)
        .setParameter("project", projectId)
        .getResultList();
  }
}
