package org.whittle.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.ArchiveBaseline;
import org.whittle.build.BuildRequest;
import org.whittle.build.PackageSource;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.rules.RuleSet;
import org.whittle.source.Transport;

class SupplyTest {
  private static List<String> notes(String blueprint) {
    Parsed parsed = assertInstanceOf(Parsed.class, BlueprintParser.parse(blueprint));
    Supply supply =
        new Supply(
            ArchiveBaseline.of(
                new Architecture("amd64"),
                List.of(
                    ArchiveBaseline.Offer.of(
                        URI.create("http://127.0.0.1/"),
                        Digest.of("index"),
                        Instant.EPOCH,
                        List.of()))),
            PackageSource.through(Transport.direct()),
            Optional.empty(),
            Optional.empty());
    return supply.notes(
        new BuildRequest(
            parsed.blueprint(), parsed.digest(), supply.baseline(), List.of(), RuleSet.EMPTY));
  }

  @Test
  void aBlueprintThatPinsTheRulesOfALibraryIsToldThatThereIsNone() {
    assertEquals(List.of(), notes("name: app\npackages: [app]\n"));
    assertEquals(
        List.of(
            "the blueprint asks for version 3 of a library's rules;"
                + " built with the rules of the folders"),
        notes("name: app\npackages: [app]\nrules: 3\n"));
  }
}
