package org.whittle.patches;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.InvalidInput;

/** Keeps an image on a version of a package, with a reason and, better, an end. */
@Entity
@Table(name = "hold")
public class Hold {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  @Column(name = "project_id")
  private int projectId;

  @Column(name = "image_id")
  private long imageId;

  @Column(name = "package_name")
  private String packageName = "";

  @Column(name = "held_version")
  private String heldVersion = "";

  private String reason = "";
  private String owner = "";

  @Column(name = "created_at")
  private Instant createdAt = Instant.EPOCH;

  private @Nullable LocalDate until;

  @Column(name = "released_at")
  private @Nullable Instant releasedAt;

  @Column(name = "released_by")
  private @Nullable String releasedBy;

  @Version private int version;

  /** For the persistence provider. */
  protected Hold() {}

  /**
   * A hold from now on.
   *
   * @param today the day that it is for its owner
   * @throws InvalidInput if there is no reason, or its end has passed
   */
  public Hold(
      int projectId,
      long imageId,
      String packageName,
      String heldVersion,
      String reason,
      String owner,
      Instant now,
      Optional<LocalDate> until,
      LocalDate today) {
    if (reason.isBlank() || reason.length() > 1000) {
      throw new InvalidInput(
          "cannot hold " + packageName + " without a reason of 1 to 1,000 characters",
          "Say why the image cannot take the newer version",
          null);
    }
    if (until.isPresent() && until.get().isBefore(today)) {
      throw new InvalidInput(
          "cannot hold " + packageName + " until " + until.get() + ": that day has passed");
    }
    this.projectId = projectId;
    this.imageId = imageId;
    this.packageName = packageName;
    this.heldVersion = heldVersion;
    this.reason = reason.strip();
    this.owner = owner;
    this.createdAt = now;
    this.until = until.orElse(null);
  }

  /** The hold's number. */
  public long id() {
    return id;
  }

  /** The project that it belongs to. */
  public int projectId() {
    return projectId;
  }

  /** The image that it keeps back. */
  public long imageId() {
    return imageId;
  }

  /** The package that stays. */
  public String packageName() {
    return packageName;
  }

  /** The version that it stays on. */
  public String heldVersion() {
    return heldVersion;
  }

  /** Why. */
  public String reason() {
    return reason;
  }

  /** Who placed it. */
  public String owner() {
    return owner;
  }

  /** When it was placed. */
  public Instant createdAt() {
    return createdAt;
  }

  /** The last day on which it holds. */
  public Optional<LocalDate> until() {
    return Optional.ofNullable(until);
  }

  /** Whether its end has passed; it is shown, but keeps nothing back any more. */
  public boolean isExpired(LocalDate today) {
    return until != null && until.isBefore(today);
  }

  /** Ends it. */
  public void release(String by, Instant now) {
    if (releasedAt == null) {
      releasedAt = now;
      releasedBy = by;
    }
  }
}
