package org.whittle.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Conflict;
import org.whittle.source.Keyring;
import org.whittle.source.SourceDefinition;

/** A signed package archive that the project draws from. */
@Entity
@Table(name = "source")
public class Source {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  @Column(name = "project_id")
  private int projectId;

  private String name = "";
  private String uri = "";
  private String suite = "";
  private String components = "";
  private String architecture = "";
  private String origin = "";

  @Enumerated(EnumType.STRING)
  private SourceKind kind = SourceKind.OTHER;

  private byte[] keyring = new byte[0];
  private boolean enabled;

  @Enumerated(EnumType.STRING)
  @Column(name = "sync_state")
  private SyncState syncState = SyncState.NEVER;

  @Column(name = "last_checked_at")
  private @Nullable Instant lastCheckedAt;

  @Column(name = "last_error")
  private @Nullable String lastError;

  @Version private int version;

  /** For the persistence provider. */
  protected Source() {}

  /** A source that was never synced. */
  public Source(int projectId, SourceDefinition definition, SourceKind kind) {
    this.name = definition.name();
    this.projectId = projectId;
    this.uri = definition.uri().toString();
    this.suite = definition.suite();
    this.components = String.join(" ", definition.components());
    this.architecture = definition.architecture().value();
    this.keyring = definition.keyring().bytes();
    this.origin = definition.origin();
    this.kind = kind;
    this.enabled = true;
  }

  /** The source's number. */
  public long id() {
    return id;
  }

  /** Its name in the project. */
  public String name() {
    return name;
  }

  /** What part it plays for a baseline. */
  public SourceKind kind() {
    return kind;
  }

  /** Whether it may be synced. */
  public boolean isEnabled() {
    return enabled;
  }

  /** How its last sync ended. */
  public SyncState syncState() {
    return syncState;
  }

  /** When it was last asked. */
  public Optional<Instant> lastCheckedAt() {
    return Optional.ofNullable(lastCheckedAt);
  }

  /** Why its last sync failed. */
  public Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  /** Switches it on or off. */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** Notes that a sync succeeded. */
  public void synced(Instant at) {
    syncState = SyncState.SYNCED;
    lastCheckedAt = at;
    lastError = null;
  }

  /** Notes that a sync failed; what was there before stays. */
  public void failed(Instant at, String message) {
    syncState = SyncState.FAILED;
    lastCheckedAt = at;
    lastError = message.length() <= 2000 ? message : message.substring(0, 1999) + "…";
  }

  /**
   * Where and how to fetch.
   *
   * @throws Conflict if it is switched off
   */
  public SourceDefinition definition() {
    if (!enabled) {
      throw new Conflict(
          "cannot sync source " + name + ": it is switched off", "Switch it on first", null);
    }
    return new SourceDefinition(
        name,
        SourceDefinition.parseUri(uri),
        suite,
        List.of(components.split(" ")),
        new Architecture(architecture),
        Keyring.parse(keyring),
        origin);
  }

  /** The archive's address. */
  public String uri() {
    return uri;
  }

  /** The suite. */
  public String suite() {
    return suite;
  }

  /** The components, separated by spaces. */
  public String components() {
    return components;
  }

  /** The architecture. */
  public String architecture() {
    return architecture;
  }
}
