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
import org.whittle.kernel.PackageName;

/**
 * Keeps a binary package of some images within versions, with a reason, an owner and, better, an
 * end.
 */
@Entity
@Table(name = "hold")
public class Hold {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  @Column(name = "project_id")
  private int projectId;

  @Column(name = "image_id")
  private @Nullable Long imageId;

  @Column(name = "label_name")
  private @Nullable String labelName;

  @Column(name = "label_value")
  private @Nullable String labelValue;

  @Column(name = "package_name")
  private String packageName = "";

  private String versions = "";
  private String reason = "";
  private String owner = "";

  @Column(name = "placed_by")
  private String placedBy = "";

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
   * What is to be held, for whom and why.
   *
   * @param until the last day on which it holds
   */
  public record Wish(
      HoldScope scope,
      PackageName packageName,
      HeldVersions versions,
      String reason,
      String owner,
      Optional<LocalDate> until) {
    /**
     * Checks the reason.
     *
     * @throws InvalidInput if there is none
     */
    public Wish {
      if (reason.isBlank() || reason.length() > 1000) {
        throw new InvalidInput(
            "cannot hold " + packageName + " without a reason of 1 to 1,000 characters",
            "Say why the image cannot take the newer version",
            null);
      }
    }
  }

  /**
   * A hold from now on.
   *
   * @param today the day that it is for its owner
   * @throws InvalidInput if its end has passed
   */
  public Hold(int projectId, Wish wish, String placedBy, Instant now, LocalDate today) {
    if (wish.until().isPresent() && wish.until().get().isBefore(today)) {
      throw new InvalidInput(
          "cannot hold "
              + wish.packageName()
              + " until "
              + wish.until().get()
              + ": that day has passed");
    }
    this.projectId = projectId;
    switch (wish.scope()) {
      case HoldScope.OfImage image -> this.imageId = image.imageId();
      case HoldScope.OfLabel label -> {
        this.labelName = label.name();
        this.labelValue = label.value();
      }
      case HoldScope.OfLibrary all -> this.imageId = null;
    }
    this.packageName = wish.packageName().value();
    this.versions = wish.versions().toString();
    this.reason = wish.reason().strip();
    this.owner = wish.owner();
    this.placedBy = placedBy;
    this.createdAt = now;
    this.until = wish.until().orElse(null);
  }

  /** The hold's number. */
  public long id() {
    return id;
  }

  /** The project that it belongs to. */
  public int projectId() {
    return projectId;
  }

  /** The images that it speaks of. */
  public HoldScope scope() {
    if (imageId != null) {
      return new HoldScope.OfImage(imageId);
    }
    return labelName == null
        ? new HoldScope.OfLibrary()
        : new HoldScope.OfLabel(labelName, labelValue == null ? "" : labelValue);
  }

  /** The binary package that it speaks of. */
  public String packageName() {
    return packageName;
  }

  /** The versions of it that may be installed. */
  public HeldVersions versions() {
    return HeldVersions.parse(versions);
  }

  /** Why. */
  public String reason() {
    return reason;
  }

  /** Who answers for it. */
  public String owner() {
    return owner;
  }

  /** Who placed it. */
  public String placedBy() {
    return placedBy;
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

  /** Whether it says the same of the same images. */
  public boolean saysAs(Wish wish) {
    return scope().equals(wish.scope())
        && packageName.equals(wish.packageName().value())
        && versions.equals(wish.versions().toString());
  }

  /** Ends it. */
  public void release(String by, Instant now) {
    if (releasedAt == null) {
      releasedAt = now;
      releasedBy = by;
    }
  }

  /** When it was released. */
  public Optional<Instant> releasedAt() {
    return Optional.ofNullable(releasedAt);
  }

  /** Who released it. */
  public Optional<String> releasedBy() {
    return Optional.ofNullable(releasedBy);
  }

  /** What it does, why, and which it is, as part of a sentence. */
  public String inWords() {
    return packageName
        + " is held "
        + versions().inWords()
        + until().map(end -> " until " + end).orElse("")
        + " by "
        + named()
        + ": "
        + reason;
  }

  /** Its number, and for which images it is unless it is for one. */
  public String named() {
    return "hold "
        + id
        + switch (scope()) {
          case HoldScope.OfImage image -> "";
          case HoldScope.OfLabel label -> " for " + label;
          case HoldScope.OfLibrary all -> " for the whole library";
        };
  }
}
