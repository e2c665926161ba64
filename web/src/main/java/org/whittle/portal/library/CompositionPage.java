package org.whittle.portal.library;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whittle.application.library.VersionPage;

/** The packages of an image version, and the path by which one of them got in. */
@Named
@RequestScoped
public class CompositionPage {
  @Inject private ImageHeader header;

  private String why = "";

  /** All packages, requested ones first. */
  public List<VersionPage.Line> getLines() {
    VersionPage version = header.getVersion();
    return version == null ? List.of() : version.composition();
  }

  /** From the blueprint to the package in question, each with the relation that asked for it. */
  public List<VersionPage.Line> getPath() {
    Map<String, VersionPage.Line> byName = new HashMap<>();
    getLines().forEach(line -> byName.put(line.name(), line));
    Deque<VersionPage.Line> path = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    VersionPage.Line at = byName.get(why);
    while (at != null && seen.add(at.name())) {
      path.addFirst(at);
      at = at.chosenBy().map(byName::get).orElse(null);
    }
    return List.copyOf(path);
  }

  /** The package in question. */
  public String getWhy() {
    return why;
  }

  /** The package in question. */
  public void setWhy(@Nullable String why) {
    this.why = why == null ? "" : why;
  }
}
