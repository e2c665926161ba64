package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * An author's task in the browser: from a new blueprint, with a mistake, to a verified image; and
 * what becomes of the text when somebody else saves, the session ends, or the browser goes back.
 */
@RequiresTool({"chromium", "bwrap", "dash"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuthorTaskIT {
  private static final String IMAGE = "penned";

  private static ProgramArchive archive;
  private static String program;
  private static Client author;
  private static Client other;

  @BeforeAll
  static void fill() throws Exception {
    archive = ProgramArchive.named("pen", 1);
    archive.fill(Client.administrator().api());
    program = archive.programs().getFirst();
    author = Client.with("author");
    other = Client.with("author", "viewer");
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  private static String yaml() {
    return """
    name: %1$s
    description: Written in the browser
    packages: [%2$s]
    entry-points: [/usr/bin/%2$s]
    formats: [oci]
    tests:
      - name: it runs
        run: [/usr/bin/%2$s]
        contains: %2$s is here
    """
        .formatted(IMAGE, program);
  }

  private static Page in(Browser browser, Client who) {
    return browser.logIn(who.name(), who.password());
  }

  private static void said(Page page, String text) {
    page.waitForCondition(() -> page.innerText("#messages").contains(text));
  }

  private static JsonNode image() {
    return author.get("images/" + IMAGE).is(200);
  }

  @Test
  @Order(1)
  void aMistakeIsShownAtItsLineAndMendedAndTheImageIsBuiltAndVerified() throws Exception {
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Page page = in(browser, author);
      browser.visit("library/images.xhtml");
      page.locator("main a[href$='library/new.xhtml']").first().click();
      page.locator("#yaml").fill(yaml().replace("packages:", "packges:"));
      Locator problem = page.locator("button.problem").first();
      problem.waitFor();
      assertTrue(problem.innerText().startsWith("3:1"), problem.innerText());
      assertEquals("3", page.locator(".gutter-problem").first().innerText());
      browser.picture("author-problem");

      page.locator("#yaml").fill(yaml());
      page.locator("#preview .state-current").waitFor();
      assertTrue(page.innerText("#preview").contains("2"), page.innerText("#preview"));
      browser.picture("author-preview");
      page.locator("#create").dblclick();
      page.waitForURL(url -> url.contains("/library/image.xhtml?name=" + IMAGE));
      browser.picture("author-created");

      page.locator("#buildNow").dblclick();
      page.waitForURL(url -> url.contains("/jobs/job.xhtml"));
      page.locator("#job section:first-of-type .state-current").waitFor();
      page.locator("#job a[href*='library/image.xhtml']").click();
      page.locator(".tile-states .state-current").first().waitFor();
      browser.picture("author-verified");
      assertEquals(List.of(), browser.complaints());
    }
    assertEquals("PASSED", image().at("/versions/0/tests").asText(), image()::toString);
    assertEquals(yaml(), image().get("blueprint").asText(), "as it was typed");
    assertEquals(1, image().get("versions").size(), "pressed twice, built once");
  }

  @Test
  @Order(2)
  void goingBackLeadsToTheEditorAndNotToASecondImage() throws Exception {
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Page page = in(browser, author);
      browser.visit("library/new.xhtml");
      page.locator("#yaml").fill(yaml().replace(IMAGE, IMAGE + "-again"));
      page.locator("#preview .state-current").waitFor();
      page.locator("#create").click();
      page.waitForURL(url -> url.contains("/library/image.xhtml?name=" + IMAGE + "-again"));

      page.goBack();
      page.locator("#yaml").waitFor();
      assertEquals("New image", page.innerText("h1"));
      assertTrue(page.locator(".draft-kept").isHidden(), "it was saved");

      page.locator("#yaml").fill(yaml());
      page.locator("#create").click();
      said(page, "the name is taken");
      assertEquals(yaml(), page.inputValue("#yaml"), "a refusal takes nothing away");
      browser.visit("library/images.xhtml");
      browser.visit("library/new.xhtml");
      assertEquals(yaml(), page.inputValue("#yaml"));
      page.locator("[data-draft-discard]").click();
      page.waitForCondition(() -> page.inputValue("#yaml").contains("name: my-image"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  @Order(3)
  void whoeverIsOvertakenIsToldAndShownTheDifference() throws Exception {
    try (Browser mine = Browser.open(Browser.WIDE);
        Browser theirs = Browser.open(Browser.WIDE)) {
      Page page = in(mine, author);
      Page second = in(theirs, other);
      mine.visit("library/blueprint.xhtml?name=" + IMAGE);
      theirs.visit("library/blueprint.xhtml?name=" + IMAGE);
      second.locator("#yaml").fill(yaml() + "labels: {stage: theirs}\n");
      second.locator("#save").click();
      said(second, "Revision 2");

      String text = yaml().replace("in the browser", "side by side");
      page.locator("#yaml").fill(text);
      page.locator("#save").click();
      page.locator("#difference").waitFor();
      said(page, "was saved while you edited revision 1");
      mine.picture("author-overtaken");
      assertEquals(text, page.inputValue("#yaml"));
      List<String> difference =
          page.locator("#difference .added, #difference .removed").allInnerTexts();
      assertEquals(
          List.of(
              "− description: Written in the browser",
              "+ description: Written side by side",
              "− labels: {stage: theirs}"),
          difference.stream().map(String::strip).toList());

      page.locator("#yaml").fill(text + "labels: {stage: theirs}\n");
      page.locator("#save").click();
      said(page, "Revision 3");
      assertEquals(0, page.locator("#difference").count());
      assertEquals(List.of(), mine.complaints());
      assertEquals(List.of(), theirs.complaints());
    }
    assertEquals(3, image().get("blueprintRevision").asInt());
    assertEquals("theirs", image().at("/labels/stage").asText());
  }

  @Test
  @Order(4)
  void anExpiredSessionLosesNeitherThePlaceNorTheTextNorWhatOthersSavedMeanwhile()
      throws Exception {
    String text = yaml() + "labels: {stage: late}\n";
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Page page = in(browser, author);
      browser.visit("library/blueprint.xhtml?name=" + IMAGE);
      page.context().clearCookies();
      page.locator("#yaml").fill(text);
      page.locator("#save").click();
      page.waitForURL(url -> url.contains("login.xhtml"));
      browser.picture("author-expired");
      author
          .api()
          .putYaml("images/" + IMAGE + "/blueprint", 3, yaml() + "labels: {stage: meanwhile}\n");

      page.locator("input[type=text]").first().fill(author.name());
      page.locator("input[type=password]").fill(author.password());
      page.locator("input[type=password]").press("Enter");
      page.waitForURL(url -> url.contains("/library/blueprint.xhtml?name=" + IMAGE));
      page.locator(".draft-kept").waitFor();
      assertEquals(text, page.inputValue("#yaml"));
      browser.picture("author-kept");
      page.locator("#preview .state-current").waitFor();

      page.locator("#save").click();
      said(page, "was saved while you edited revision 3");
      page.locator("#save").click();
      said(page, "Revision 5");
      page.reload();
      assertTrue(page.locator(".draft-kept").isHidden(), "it is saved");
      assertEquals(text, page.inputValue("#yaml"));
    }
    assertEquals("late", image().at("/labels/stage").asText());
  }
}
