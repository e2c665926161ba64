package org.whittle.universe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.whittle.format.PackageId;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;
import org.whittle.resolver.Ban;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.Hold;
import org.whittle.resolver.ResolutionMode;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Root;
import org.whittle.resolver.VersionRange;
import org.whittle.resolver.minimal.Effort;

/**
 * A case as text: what it shows, one or more {@code [suite NAME PIN]} with stanzas, a {@code [job]}
 * and the {@code [expected]} output.
 *
 * <p>A stanza needs only {@code Package}; the version is then 1 and the architecture amd64.
 */
record CaseFile(Path file, List<Suite> suites, List<String> job, String expected) {
  record Suite(String name, int pin, List<IndexRecord> records) {}

  static CaseFile read(Path file) throws IOException {
    List<Suite> suites = new ArrayList<>();
    List<String> job = List.of();
    String expected = "";
    for (String section : Files.readString(file).split("(?m)^(?=\\[)")) {
      if (!section.startsWith("[")) {
        continue;
      }
      String head = section.substring(1, section.indexOf(']'));
      String body = section.substring(section.indexOf('\n') + 1);
      String[] words = head.split(" ");
      switch (words[0]) {
        case "suite" -> suites.add(new Suite(words[1], Integer.parseInt(words[2]), records(body)));
        case "job" -> job = body.lines().filter(line -> !line.isBlank()).toList();
        case "expected" -> expected = body;
        default -> throw new IOException("unknown section [" + head + "] in " + file);
      }
    }
    return new CaseFile(file, suites, job, expected);
  }

  static List<IndexRecord> records(String body) {
    String full =
        List.of(body.strip().split("\n\n+")).stream()
            .filter(stanza -> !stanza.isBlank())
            .map(CaseFile::completed)
            .collect(Collectors.joining("\n"));
    List<IndexRecord> records = new ArrayList<>();
    PackagesIndex.read(
        new ByteArrayInputStream(full.getBytes(StandardCharsets.UTF_8)), "case", records::add);
    return records;
  }

  private static String completed(String stanza) {
    StringBuilder full = new StringBuilder(stanza.strip()).append('\n');
    if (!stanza.contains("Version:")) {
      full.append("Version: 1\n");
    }
    if (!stanza.contains("Architecture:")) {
      full.append("Architecture: amd64\n");
    }
    if (!stanza.contains("Priority:")) {
      full.append("Priority: optional\n");
    }
    return full.append("Filename: pool/p.deb\nSize: 1\nSHA256: ")
        .append("0".repeat(64))
        .append('\n')
        .toString();
  }

  /** The universe of all suites, read in an order drawn by a seed. */
  DebianUniverse universe(long seed) {
    Random random = new Random(seed);
    List<Suite> order = new ArrayList<>(suites);
    Collections.shuffle(order, random);
    List<Architecture> foreign =
        job.stream()
            .filter(line -> line.startsWith("foreign "))
            .map(line -> new Architecture(line.substring("foreign ".length())))
            .toList();
    UniverseBuilder builder = DebianUniverse.builder(Architecture.AMD64, foreign);
    for (Suite suite : order) {
      List<IndexRecord> records = new ArrayList<>(suite.records());
      Collections.shuffle(records, random);
      builder.add(records, suite.pin());
    }
    return builder.build();
  }

  ResolutionRequest request() {
    List<Root> roots = new ArrayList<>();
    List<Hold> holds = new ArrayList<>();
    List<Ban> bans = new ArrayList<>();
    List<PackageId> former = new ArrayList<>();
    for (String line : job) {
      String[] words = line.split(" ", 3);
      switch (words[0]) {
        case "install" -> roots.add(root(words));
        case "hold" -> holds.add(new Hold(new PackageName(words[1]), range(words)));
        case "ban" -> bans.add(new Ban(new PackageName(words[1]), range(words)));
        case "former" -> former.add(former(line.split(" ")));
        case "foreign", "recommends", "essential", "all-versions", "why", "if", "mode" -> {}
        default -> throw new IllegalArgumentException("unknown job line: " + line);
      }
    }
    return ResolutionRequest.of(roots)
        .withMode(mode(former))
        .withHolds(holds)
        .withBans(bans)
        .withRecommends(job.contains("recommends"))
        .withEssential(job.contains("essential"))
        .withPolicy(
            job.contains("all-versions")
                ? CandidatePolicy.ALL_VERSIONS
                : CandidatePolicy.CANDIDATE_ONLY);
  }

  private static Root root(String[] words) {
    String[] name = words[1].split(":");
    Optional<Architecture> asked =
        name.length == 1 ? Optional.empty() : Optional.of(new Architecture(name[1]));
    return new Root(new PackageName(name[0]), asked, range(words));
  }

  private static PackageId former(String[] words) {
    return PackageId.of(words[1], words[2], words.length > 3 ? words[3] : "amd64");
  }

  /** {@code mode minimal}, {@code mode minimal with stand-ins} or {@code mode update}. */
  private ResolutionMode mode(List<PackageId> former) {
    if (job.contains("mode minimal")) {
      return ResolutionMode.MINIMAL;
    }
    if (job.contains("mode minimal with stand-ins")) {
      return new ResolutionMode.Minimal(true, Effort.DEFAULT);
    }
    return job.contains("mode update") ? ResolutionMode.update(former) : ResolutionMode.APT;
  }

  static VersionRange range(String[] words) {
    if (words.length < 3) {
      return VersionRange.ANY;
    }
    List<VersionRange.Bound> bounds = new ArrayList<>();
    for (String bound : words[2].split(", ")) {
      String[] parts = bound.split(" ");
      for (VersionRange.Comparison comparison : VersionRange.Comparison.values()) {
        if (comparison.sign().equals(parts[0])) {
          bounds.add(new VersionRange.Bound(comparison, new Version(parts[1])));
        }
      }
    }
    return new VersionRange(bounds);
  }
}
