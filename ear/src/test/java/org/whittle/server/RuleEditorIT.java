package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The editor of rules, as an author uses it: from a mistake to a version. */
@RequiresTool({"chromium", "bwrap", "dash"})
class RuleEditorIT {
  private static final String FILE = "editor.yaml";
  private static final String GOOD =
      """
      rules:
        - name: a greeting
          because: visitors like to be greeted
          when: {with: shop-web}
          create: [{path: /etc/greeting, content: welcome}]
      """;

  @AfterEach
  void removeTheFile() throws Exception {
    JsonNode rules = Client.with("author").get("rules").is(200);
    if (rules.toString().contains(FILE)) {
      Client.with("author")
          .send(
              "DELETE",
              "rules/overlay?reason=test&file=" + FILE,
              "",
              "",
              "If-Match",
              "\"" + rules.at("/version/number").asInt() + "\"")
          .is(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    Browser.WIDE + ", LIGHT",
    Browser.WIDE + ", DARK",
    Browser.NARROW + ", LIGHT",
    Browser.NARROW + ", DARK"
  })
  void aMistakeIsMendedSeenInItsEffectsAndSaved(int width, ColorScheme scheme) throws Exception {
    FilledLibrary.get();
    int before = newest();
    try (Browser browser = Browser.open(width)) {
      Page page = browser.logIn(Cast.AUTHOR.user(), Cast.AUTHOR.password());
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      browser.visit("rules/file.xhtml");
      page.locator("#file").fill(FILE);

      page.locator("#yaml").fill(GOOD.replace("/etc/greeting", "../etc/greeting"));
      Locator problem = page.locator("button.problem");
      problem.waitFor();
      assertEquals(
          "overlay/editor.yaml:5:21: cannot use path \"../etc/greeting\": it is not absolute",
          problem.innerText().replaceFirst("(:\\d+) ", "$1: "));
      assertEquals("5", page.locator(".gutter-problem").innerText());
      look(browser, scheme, "rules-problem");
      problem.click();
      assertEquals("yaml", page.evaluate("document.activeElement.id"));
      assertEquals("../etc", page.evaluate(TEXT_BEHIND_CURSOR));

      page.locator("#yaml").fill(GOOD);
      problem.waitFor(
          new Locator.WaitForOptions()
              .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
      page.locator("#which").click();
      Locator web = page.locator("#preview details", containing("shop-web"));
      web.waitFor();
      assertTrue(web.innerText().contains("+1"), web.innerText());
      web.locator("summary").click();
      assertEquals("+/etc/greeting", web.locator(".mono.small").innerText());
      Locator cart = page.locator("#preview details", containing("shop-cart"));
      assertFalse(cart.innerText().contains("+"), cart.innerText());
      look(browser, scheme, "rules-preview");

      page.locator("#reason").fill("greet the visitors");
      page.locator("#save").click();
      page.waitForCondition(() -> page.innerText("#messages").contains("" + (before + 1)));
      look(browser, scheme, "rules-saved");
      assertEquals(List.of(), browser.complaints());
    }
    JsonNode version = Client.with("author").get("rules/versions/" + (before + 1)).is(200);
    assertEquals("greet the visitors", version.at("/version/reason").asText());
    assertEquals(Cast.AUTHOR.user(), version.at("/version/createdBy").asText());
  }

  private static final String TEXT_BEHIND_CURSOR =
      "(a => a.value.substring(a.selectionStart, a.selectionStart + 6))"
          + "(document.querySelector('#yaml'))";

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static void look(Browser browser, ColorScheme scheme, String name) {
    browser.picture(name + (scheme == ColorScheme.DARK ? "-dark" : ""));
    assertFalse(browser.scrollsSideways(), name);
  }

  private static int newest() throws Exception {
    return Client.with("author").get("rules").is(200).at("/version/number").asInt();
  }
}
