package org.whittle.application.patches;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whittle.advisory.AdvisoryFormat;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.patches.AdvisoryFeeds;

/** Adds and removes files of advisories. */
@Stateless
@RolesAllowed({Roles.PATCH_MANAGER, Roles.OPERATOR})
public class ManageAdvisoryFeeds {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
  private static final Pattern RELEASE = Pattern.compile("[A-Za-z][A-Za-z0-9.:_-]{0,62}");
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int LONGEST_URI = 500;

  @Inject private AdvisoryFeeds feeds;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /**
   * Adds a feed; it is read when it is refreshed, or a file is given.
   *
   * @param release whose advisories are taken, as the format names it
   * @param uri where it is read from; empty: files are given
   * @throws InvalidInput if one of them is not well-formed
   * @throws Conflict if the name is taken
   */
  public void add(String name, AdvisoryFormat format, String release, Optional<String> uri) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInput(
          "cannot add advisory feed \"" + name + "\": that is no name",
          "Use up to 63 small letters, digits, dots and hyphens",
          null);
    }
    if (!RELEASE.matcher(release).matches()) {
      throw new InvalidInput(
          "cannot add advisory feed " + name + ": \"" + release + "\" names no release",
          format == AdvisoryFormat.TRACKER
              ? "Give the code name, such as bookworm"
              : "Give the ecosystem, such as Debian:12",
          null);
    }
    uri.ifPresent(text -> checkAddress(name, text));
    if (feeds.find(caller.project(), name).isPresent()) {
      throw new Conflict("cannot add advisory feed " + name + ": the name is taken");
    }
    feeds.add(caller.project(), name, format, release, uri, caller.name());
    audited.record(
        "add advisory feed",
        "advisory feed " + name,
        format + " " + release + uri.map(text -> " " + text).orElse(""));
  }

  private static void checkAddress(String name, String text) {
    try {
      URI uri = new URI(text);
      if (SCHEMES.contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && text.length() <= LONGEST_URI) {
        return;
      }
      throw notUsable(name, null);
    } catch (URISyntaxException e) {
      throw notUsable(name, e);
    }
  }

  private static InvalidInput notUsable(String name, @Nullable URISyntaxException e) {
    return new InvalidInput(
        "cannot add advisory feed " + name + ": its address cannot be used",
        "Give an http or https address without a password, or none and then a file",
        e);
  }

  /** Removes a feed, with all that it said of patches. */
  public void remove(String name) {
    feeds.remove(feeds.feed(caller.project(), name));
    audited.record("remove advisory feed", "advisory feed " + name, "");
  }
}
