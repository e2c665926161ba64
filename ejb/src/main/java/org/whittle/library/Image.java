package org.whittle.library;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.blueprint.Blueprint;
import org.whittle.kernel.Conflict;

/** An entry of the library: a blueprint in revisions, and versions that were built of it. */
@Entity
@Table(name = "image")
public class Image {
  private static final int LONGEST_DESCRIPTION = 500;
  private static final int LONGEST_FAILURE = 2000;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  @Column(name = "project_id")
  private int projectId;

  @Column(name = "baseline_id")
  private int baselineId;

  private String name = "";
  private String description = "";

  @Column(name = "blueprint_revision")
  private int blueprintRevision;

  @Column(name = "newest_version")
  private int newestVersion;

  @Column(name = "last_number")
  private int lastNumber;

  @Column(name = "last_failure")
  private @Nullable String lastFailure;

  @Column(name = "created_at")
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "created_by")
  private String createdBy = "";

  @Version private int version;

  /** For the persistence provider. */
  protected Image() {}

  /** An image without versions, whose first blueprint revision is 1. */
  public Image(int projectId, int baselineId, Blueprint blueprint, String by, Instant now) {
    this.projectId = projectId;
    this.baselineId = baselineId;
    this.name = blueprint.name();
    this.description = cut(blueprint.description(), LONGEST_DESCRIPTION);
    this.blueprintRevision = 1;
    this.createdAt = now;
    this.createdBy = by;
  }

  /** The image's number. */
  public long id() {
    return id;
  }

  /** The project that it belongs to. */
  public int projectId() {
    return projectId;
  }

  /** The baseline that it draws from. */
  public int baselineId() {
    return baselineId;
  }

  /** Its name in the project. */
  public String name() {
    return name;
  }

  /** One line for people. */
  public String description() {
    return description;
  }

  /** The newest revision of its blueprint. */
  public int blueprintRevision() {
    return blueprintRevision;
  }

  /**
   * The number of its newest version; 0 if there is none. A version that was rolled back does not
   * count.
   */
  public int newestVersion() {
    return newestVersion;
  }

  /** Why its last build failed; empty if it did not. */
  public Optional<String> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  /**
   * Takes a new revision of the blueprint; gives its number.
   *
   * @throws Conflict if somebody else revised it since the expected revision
   */
  public int revise(int expectedRevision, Blueprint blueprint) {
    if (blueprintRevision != expectedRevision) {
      throw new Conflict(
          "cannot save the blueprint of "
              + name
              + ": revision "
              + blueprintRevision
              + " was saved while you edited revision "
              + expectedRevision,
          "Load the image again and repeat your change",
          null);
    }
    description = cut(blueprint.description(), LONGEST_DESCRIPTION);
    return ++blueprintRevision;
  }

  /** Takes the next version; gives its number. */
  int publish() {
    lastFailure = null;
    newestVersion = ++lastNumber;
    return newestVersion;
  }

  /** Takes the next number for a version that does not count yet; gives the number. */
  int reserve() {
    return ++lastNumber;
  }

  /** Lets a version that was rolled back, or did not count yet, count. */
  void resume(int number) {
    lastFailure = null;
    newestVersion = number;
  }

  /** Notes that a build would give the newest version again. */
  public void current() {
    lastFailure = null;
  }

  /** Notes that a build failed; the newest version stays what it is. */
  public void failed(String message) {
    lastFailure = cut(message, LONGEST_FAILURE);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
