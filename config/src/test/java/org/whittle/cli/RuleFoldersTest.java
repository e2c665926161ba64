package org.whittle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.InvalidInput;
import org.whittle.rules.RuleSet;

class RuleFoldersTest {
  @TempDir Path folder;

  private Path rules(String path, String text) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(path));
    Files.writeString(directory.resolve("r.yaml"), text);
    return directory;
  }

  @Test
  void laterFoldersAreOverlaysNamedAfterThem() throws IOException {
    Path base = rules("base", "rules: [{name: n, when: always, drop: /a}]");
    Path own = rules("own", "rules: [{name: m, when: always, keep: /a}]");

    RuleSet both = RuleFolders.read(List.of(base, own));

    assertEquals(2, both.rules().size());
    assertEquals("own/r.yaml:1", both.rules().getLast().at().inFile());
    assertEquals(1, both.layer(both.rules().getLast().at()));
    assertEquals(RuleSet.load(base).digest(), RuleFolders.read(List.of(base)).digest());
  }

  @Test
  void anOverlaysFaultsNameItsFolder() throws IOException {
    Path base = rules("base", "rules: []");
    Path own = rules("own", "rule: []");

    InvalidInput refused =
        assertThrows(InvalidInput.class, () -> RuleFolders.read(List.of(base, own)));

    assertEquals(
        "cannot use the rules:\nown/r.yaml:1:1: cannot use key \"rule\": it is unknown",
        refused.getMessage());
  }

  @Test
  void twoOverlaysHaveTwoNames() throws IOException {
    Path base = rules("base", "");
    Path one = rules("one/own", "");
    Path two = rules("two/own", "");

    InvalidInput refused =
        assertThrows(InvalidInput.class, () -> RuleFolders.read(List.of(base, one, two)));

    assertEquals(
        "cannot use the rules in " + two + ": another overlay is named \"own\" too",
        refused.getMessage());
  }
}
