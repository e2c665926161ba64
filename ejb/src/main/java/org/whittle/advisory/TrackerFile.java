package org.whittle.advisory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads the JSON file of Debian's security tracker: source package, vulnerability, release.
 *
 * <p>Only what is resolved in the release names a version that mends it; all else says nothing of a
 * patch. A record that does not have the expected shape is passed over: the others still hold.
 */
final class TrackerFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]*-[A-Za-z0-9-]{1,50}");

  private TrackerFile() {}

  static void read(InputStream json, String release, Consumer<Advisory> sink) throws IOException {
    try (JsonParser parser = JSON.getFactory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw MalformedAdvisories.of("it is no object of source packages");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String source = parser.currentName();
        parser.nextToken();
        JsonNode vulnerabilities = JSON.readTree(parser);
        vulnerabilities
            .properties()
            .forEach(one -> advise(source, one.getKey(), one.getValue(), release, sink));
      }
    }
  }

  private static void advise(
      String source, String name, JsonNode said, String release, Consumer<Advisory> sink) {
    JsonNode here = said.path("releases").path(release);
    String fixed = here.path("fixed_version").asText("");
    // The tracker writes 0 where the release never was vulnerable.
    if (!here.path("status").asText("").equals("resolved")
        || fixed.equals("0")
        || !Advisory.isSource(source)
        || !NAME.matcher(name).matches()) {
      return;
    }
    Advisory.version(fixed)
        .ifPresent(
            version ->
                sink.accept(
                    new Advisory(
                        name,
                        source,
                        version,
                        Severity.ofTracker(here.path("urgency").asText("")),
                        said.path("description").asText(""))));
  }
}
