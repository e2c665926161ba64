package org.whittle.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.whittle.audit.AuditTrail;
import org.whittle.blueprint.Blueprint;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.RuleOrigin;
import org.whittle.library.RuleVersions;
import org.whittle.library.RuleVersions.RuleText;
import org.whittle.library.RuleVersions.RuleVersion;
import org.whittle.rules.RuleLayer;
import org.whittle.rules.RuleSet;

/**
 * The rules that builds obey: of the version that a blueprint pins, else of the newest. The last
 * few are kept ready; thread-safe.
 */
@ApplicationScoped
public class RuleSets {
  private static final int KEPT = 8;
  private static final String OWN = "overlay";

  @Inject private Settings settings;
  @Inject private RuleVersions versions;
  @Inject private AuditTrail trail;
  @Inject private Caller caller;

  private final Map<Digest, RuleSet> recent =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, RuleSet> eldest) {
          return size() > KEPT;
        }
      };

  /** The newest rules. */
  @Transactional
  public RuleSet current() {
    return read(versions.version(caller.project(), registered()));
  }

  /**
   * The rules that the blueprint is built with.
   *
   * @throws InvalidInput if it pins a version that there is not, or its rules cannot be used
   */
  @Transactional
  public RuleSet of(Blueprint blueprint) {
    return of(blueprint, OptionalInt.empty());
  }

  /**
   * The same with another version than the newest for a blueprint that pins none.
   *
   * @throws InvalidInput if it pins a version that there is not, or its rules cannot be used
   * @throws org.whittle.kernel.NotFound if the wanted version is not there
   */
  @Transactional
  public RuleSet of(Blueprint blueprint, OptionalInt wanted) {
    if (blueprint.rules().isEmpty()) {
      return wanted.isPresent()
          ? read(versions.version(caller.project(), wanted.getAsInt()))
          : current();
    }
    int pinned = blueprint.rules().getAsInt();
    return read(
        versions
            .find(caller.project(), pinned)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "cannot use the blueprint of "
                            + blueprint.name()
                            + ": there is no version "
                            + pinned
                            + " of the rules",
                        "Pin one of those that the page Rules lists, or remove the key rules",
                        null)));
  }

  /** The rules that an image version was built with; the newest, if nobody knows those. */
  @Transactional
  public RuleSet of(long imageVersionId) {
    return versions
        .of(imageVersionId)
        .flatMap(digest -> versions.find(caller.project(), digest))
        .map(this::read)
        .orElseGet(this::current);
  }

  private RuleSet read(RuleVersion version) {
    synchronized (recent) {
      RuleSet known = recent.get(version.digest());
      if (known != null) {
        return known;
      }
    }
    RuleSet read = RuleSet.layered(layers(versions.files(version)));
    synchronized (recent) {
      recent.put(version.digest(), read);
    }
    return read;
  }

  /** The newest version's number, the shipped rules being the first version. */
  @Transactional
  public int registered() {
    int head = versions.head(caller.project());
    return head > 0 ? head : registerShipped();
  }

  /**
   * Makes the rules that came with this Whittle a version, with the organisation's own over them,
   * unless the newest version has them already; gives the newest version's number.
   */
  @Transactional
  public int registerShipped() {
    int head = versions.head(caller.project());
    List<RuleText> files = new ArrayList<>();
    RuleLayer.texts(settings.config().resolve("rules"))
        .forEach((name, text) -> files.add(RuleText.of(RuleOrigin.SHIPPED, name, text)));
    if (head > 0) {
      List<RuleText> before = versions.files(versions.version(caller.project(), head));
      before.stream().filter(f -> f.origin() == RuleOrigin.OVERLAY).forEach(files::add);
      if (before.equals(files)) {
        return head;
      }
    }
    RuleVersions.Change change = new RuleVersions.Change("shipped with Whittle", caller.name());
    int number = versions.add(caller.project(), head, RuleSet.digest(layers(files)), files, change);
    trail.record(
        caller.project(), caller.name(), "save rules", "rules version " + number, change.reason());
    return number;
  }

  /** The files as layers of rules, which may have problems. */
  public static List<RuleLayer> layers(List<RuleText> files) {
    return List.of(
        RuleLayer.of("", texts(files, RuleOrigin.SHIPPED)),
        RuleLayer.of(OWN, texts(files, RuleOrigin.OVERLAY)));
  }

  private static Map<String, String> texts(List<RuleText> files, RuleOrigin origin) {
    Map<String, String> texts = new TreeMap<>();
    files.stream().filter(f -> f.origin() == origin).forEach(f -> texts.put(f.name(), f.text()));
    return texts;
  }
}
