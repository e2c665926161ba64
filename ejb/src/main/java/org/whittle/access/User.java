package org.whittle.access;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.InvalidInput;

/** Somebody who may log in. */
@Entity
@Table(name = "app_user")
public class User {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,62}");
  private static final int SHORTEST_PASSWORD = 12;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  private String name = "";

  @Column(name = "display_name")
  private String displayName = "";

  @Column(name = "password_hash")
  private @Nullable String passwordHash;

  private boolean enabled;

  @Column(name = "created_at")
  private Instant createdAt = Instant.EPOCH;

  @Version private int version;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "role_grant", joinColumns = @JoinColumn(name = "user_id"))
  private Set<RoleGrant> grants = new HashSet<>();

  /** For the persistence provider. */
  protected User() {}

  /**
   * A new user who may come in but do nothing yet.
   *
   * @throws InvalidInput if the name or the password does not do
   */
  public User(String name, String displayName, String password, Instant now, SecureRandom random) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInput(
          "cannot create user \"" + name + "\": the name does not do",
          "Use a lower-case letter, then letters, digits, '.', '_' or '-', at most 63 in all",
          null);
    }
    this.name = name;
    this.displayName = displayName.isBlank() ? name : displayName.strip();
    this.enabled = true;
    this.createdAt = now;
    changePassword(password, random);
  }

  /** The user's number. */
  public long id() {
    return id;
  }

  /** The name to log in with. */
  public String name() {
    return name;
  }

  /** The name for people. */
  public String displayName() {
    return displayName;
  }

  /** Whether the user may come in. */
  public boolean isEnabled() {
    return enabled;
  }

  /** When the user was created. */
  public Instant createdAt() {
    return createdAt;
  }

  /** The roles granted in a project, sorted. */
  public List<String> roles(int projectId) {
    return grants.stream()
        .filter(g -> g.projectId() == projectId)
        .map(RoleGrant::role)
        .sorted()
        .toList();
  }

  /** Replaces the roles in a project. */
  public void grant(int projectId, Collection<String> roles) {
    grants.removeIf(g -> g.projectId() == projectId);
    roles.forEach(role -> grants.add(new RoleGrant(projectId, role)));
  }

  /** Lets the user in, or no longer. */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** Whether the user may come in with this password. */
  public boolean accepts(String password) {
    return enabled && passwordHash != null && PasswordHash.matches(password, passwordHash);
  }

  /**
   * Replaces the password.
   *
   * @throws InvalidInput if it has fewer than 12 characters
   */
  public final void changePassword(String password, SecureRandom random) {
    if (password.length() < SHORTEST_PASSWORD) {
      throw new InvalidInput(
          "cannot set the password: it has fewer than " + SHORTEST_PASSWORD + " characters");
    }
    passwordHash = PasswordHash.of(password, random);
  }
}
