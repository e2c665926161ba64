package org.whittle.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;

/** A secret by which a machine acts as its user; only the secret's digest is kept. */
@Entity
@Table(name = "api_token")
public class ApiToken {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  @ManyToOne(optional = false)
  @JoinColumn(name = "user_id")
  private User user;

  @Column(name = "project_id")
  private int projectId;

  private String label = "";

  @Column(name = "token_hash", columnDefinition = "BINARY(32)")
  private byte[] tokenHash = new byte[0];

  @Column(name = "created_at")
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "expires_at")
  private Instant expiresAt = Instant.EPOCH;

  @Column(name = "last_used_at")
  private @Nullable Instant lastUsedAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  @Version private int version;

  /** For the persistence provider. */
  @SuppressWarnings("NullAway.Init")
  protected ApiToken() {}

  /**
   * A token for a user in a project.
   *
   * @throws InvalidInput if the label is empty or the days are not 1 to 365
   */
  public ApiToken(User user, int projectId, String label, String secret, Instant now, int days) {
    if (label.isBlank() || label.length() > 100) {
      throw new InvalidInput("cannot issue a token: a label of 1 to 100 characters is needed");
    }
    if (days < 1 || days > 365) {
      throw new InvalidInput("cannot issue a token: it must be valid for 1 to 365 days");
    }
    this.user = user;
    this.projectId = projectId;
    this.label = label.strip();
    this.tokenHash = Digest.of(secret).bytes();
    this.createdAt = now;
    this.expiresAt = now.plus(Duration.ofDays(days));
  }

  /** The token's number. */
  public long id() {
    return id;
  }

  /** Whom it acts as. */
  public User user() {
    return user;
  }

  /** What the user calls it. */
  public String label() {
    return label;
  }

  /** When it was issued. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it ends. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** When it was last used, to the minute. */
  public Optional<Instant> lastUsedAt() {
    return Optional.ofNullable(lastUsedAt);
  }

  /** Whether it lets anybody in at this moment. */
  public boolean isValid(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt) && user.isEnabled();
  }

  /** Ends it. */
  public void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }
}
