package org.whittle.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.FilePath;

class MissRuleTest {
  @Test
  void aMissBecomesARule() {
    assertEquals(
        """
        rules:
          - name: "/usr/bin/app asks for /usr/lib/app in the test it \\"answers\\""
            when: {file: "/usr/bin/app"}
            keep: ["/usr/lib/app", "/usr/lib/app/**"]
        """,
        MissRule.keeping("/usr/lib/app", "/usr/bin/app", "it \"answers\""));
  }

  @Test
  void theRuleSaysWhichImageMissedThePath() {
    ParsedRules parsed =
        RuleParser.parse("o.yaml", MissRule.keeping("/a", "/usr/bin/app", "t", "shop version 3"));

    assertEquals(List.of(), parsed.problems());
    assertEquals(
        "miss of the test t of shop version 3", parsed.file().rules().getFirst().because());
  }

  @Test
  void whateverThePathItCanBeRead() {
    for (String path : List.of("/a b", "/x*y", "/q\"", "/n\nl", "/back\\slash", "/ü#:")) {
      for (String text :
          List.of(MissRule.keeping(path, path, "t"), MissRule.dropping(path, path, "t"))) {
        ParsedRules parsed = RuleParser.parse("overlay.yaml", text);
        assertEquals(List.of(), parsed.problems(), text);
        Part part = parsed.file().rules().getFirst().part();
        List<Part.Pattern> patterns = part.keep().isEmpty() ? part.drop() : part.keep();
        assertTrue(patterns.getFirst().glob().matches(new FilePath(path)), text);
      }
    }
  }
}
