package org.whittle.advisory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whittle.format.deb.DebVersion;
import us.springett.cvss.Cvss;
import us.springett.cvss.MalformedVectorException;

/**
 * Reads records of the Open Source Vulnerability format: one object, several one after another, or
 * an array of them.
 *
 * <p>A record speaks for its own name and for the vulnerabilities that it is another name of, or
 * rests on. Source: OSV schema 1.7, fields id, aliases, upstream, affected and severity.
 */
final class OsvFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]*-[A-Za-z0-9-]{1,50}");

  /** Ecosystems name a record of theirs for a vulnerability by their name before its. */
  private static final Pattern OWN_NAME = Pattern.compile("^[A-Z]+-(?=CVE-)");

  private OsvFile() {}

  static void read(InputStream json, String release, Consumer<Advisory> sink) throws IOException {
    try (JsonParser parser = JSON.getFactory().createParser(json)) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        token = parser.nextToken();
      }
      if (token == null) {
        throw MalformedAdvisories.of("it is empty");
      }
      for (; token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
        JsonNode record = JSON.readTree(parser);
        if (!record.path("id").isTextual()) {
          throw MalformedAdvisories.of("a record has no id");
        }
        advise(record, release, sink);
      }
    }
  }

  private static void advise(JsonNode record, String release, Consumer<Advisory> sink) {
    for (JsonNode affected : record.path("affected")) {
      JsonNode concerned = affected.path("package");
      if (concerned.path("ecosystem").asText("").equals(release)
          && Advisory.isSource(concerned.path("name").asText(""))) {
        Severity severity =
            severity(record)
                .or(severity(affected))
                .or(
                    Severity.ofTracker(
                        affected.path("ecosystem_specific").path("urgency").asText("")));
        for (JsonNode range : affected.path("ranges")) {
          for (JsonNode event : range.path("events")) {
            fixed(record, concerned, event.path("fixed").asText(""), severity, sink);
          }
        }
      }
    }
  }

  private static void fixed(
      JsonNode record,
      JsonNode concerned,
      String fixed,
      Severity severity,
      Consumer<Advisory> sink) {
    Optional<DebVersion> version = Advisory.version(fixed);
    String summary = record.path("summary").asText(record.path("details").asText(""));
    for (String name : version.isPresent() ? names(record) : Set.<String>of()) {
      sink.accept(
          new Advisory(name, concerned.path("name").asText(""), version.get(), severity, summary));
    }
  }

  private static Set<String> names(JsonNode record) {
    Set<String> names = new TreeSet<>();
    names.add(OWN_NAME.matcher(record.path("id").asText()).replaceFirst(""));
    record.path("aliases").forEach(name -> names.add(name.asText()));
    record.path("upstream").forEach(name -> names.add(name.asText()));
    names.removeIf(name -> !NAME.matcher(name).matches());
    return names;
  }

  private static Severity severity(JsonNode of) {
    Severity gravest = Severity.UNKNOWN;
    for (JsonNode one : of.path("severity")) {
      gravest = gravest.or(rating(one.path("score").asText("")));
    }
    return gravest;
  }

  /** What cannot be read is unknown. */
  private static Severity rating(String vector) {
    try {
      @Nullable Cvss cvss = Cvss.fromVector(vector);
      return cvss == null
          ? Severity.UNKNOWN
          : Severity.ofScore(cvss.calculateScore().getBaseScore());
    } catch (MalformedVectorException noVector) {
      return Severity.UNKNOWN;
    }
  }
}
