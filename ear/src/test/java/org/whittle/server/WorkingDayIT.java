package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.whittle.evidence.EvidenceCheck;

/**
 * A day's work in the portal, clicked by the roles that do it: a patch manager, an approver, an
 * operator and an auditor.
 */
@RequiresTool({"chromium", "bwrap", "dash"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkingDayIT {
  /** From the inbox of patches to the proposed rollout. */
  private static final int MOST_CLICKS = 5;

  private static ProgramArchive archive;
  private static Client manager;
  private static Client approver;
  private static Client operator;
  private static Client auditor;
  private static long rollout;

  private int clicks;

  @BeforeAll
  static void fill() throws Exception {
    archive = ProgramArchive.named("day", 2);
    archive.fill(Client.administrator().api());
    manager = Client.with("patch-manager");
    approver = Client.with("approver");
    operator = Client.with("operator");
    auditor = Client.with("auditor");
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  private interface Work {
    void in(Browser browser, Page page) throws Exception;
  }

  /** Lets somebody work; nothing that they do may make a page complain. */
  private static void as(Client who, Work work) throws Exception {
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Page page = browser.logIn(who.name(), who.password());
      work.in(browser, page);
      assertEquals(List.of(), browser.complaints());
    }
  }

  private void click(Locator what) {
    what.click();
    clicks++;
  }

  /** Ticks the only patch that the inbox shows for a source package, and plans it. */
  private void plan(Browser browser, Page page, String source) {
    browser.visit("patches/patches.xhtml?q=" + source + "&affecting=true");
    clicks = 0;
    click(page.locator("input.pick"));
    click(page.locator("#plan button[type=submit]"));
    page.locator("#proposeNow").waitFor();
  }

  private static void said(Page page, String text) {
    page.waitForCondition(() -> page.innerText("#messages").contains(text));
  }

  private static long shown(Page page) {
    return Long.parseLong(page.url().replaceFirst(".*[?&]id=([0-9]+).*", "$1"));
  }

  private static JsonNode row() throws Exception {
    return manager.get("rollouts/" + rollout).is(200).get("row");
  }

  @Test
  @Order(1)
  void thePatchManagerComesFromTheInboxToAProposalInFewClicks() throws Exception {
    as(
        manager,
        (browser, page) -> {
          plan(browser, page, "day-1");
          browser.picture("day-plan");
          click(page.locator("#rolloutTitle"));
          page.keyboard().type("One program");
          click(page.locator("#proposeNow"));
          page.locator("#withdraw").waitFor();
          assertTrue(clicks <= MOST_CLICKS, clicks + " clicks");
          JsonNode proposed = manager.get("rollouts/" + shown(page)).is(200).get("row");
          assertEquals("AWAITING_APPROVAL", proposed.get("state").asText());

          page.locator("#withdraw").click();
          said(page, "Withdrawn");
          page.waitForCondition(() -> !page.innerText("#standing").contains("Awaits"));
          browser.picture("day-withdrawn");
          assertEquals(0, page.locator("#withdraw").count());
        });
  }

  @Test
  @Order(2)
  void thePatchManagerKeepsADraftTestsItAndProposesIt() throws Exception {
    as(
        manager,
        (browser, page) -> {
          plan(browser, page, archive.shell());
          page.locator("#draftNow").click();
          page.locator("#titleMessage:not(:empty)").waitFor();
          page.locator("#rolloutTitle").fill("A newer shell");
          page.locator("#rolloutComment").fill("for all programs");
          page.locator("#draftNow").click();
          page.locator("#testAll").waitFor();
          rollout = shown(page);
          browser.picture("day-draft");
          assertEquals("DRAFT", row().get("state").asText());

          page.locator("#testAll").click();
          page.locator("#job section:first-of-type .state-current").waitFor();
          browser.picture("day-tests");
          page.locator("#toRollout").click();
          page.locator("#proposeDraft").waitFor();
          assertEquals("TESTED", row().get("state").asText());
          browser.picture("day-tested");

          page.locator("#proposeDraft").click();
          said(page, "proposed");
          assertEquals("AWAITING_APPROVAL", row().get("state").asText());
          assertEquals(0, page.locator("#approve").count(), "it is theirs");
        });
  }

  @Test
  @Order(3)
  void somebodyElseFindsItInTheirInboxAndApprovesIt() throws Exception {
    as(
        approver,
        (browser, page) -> {
          browser.visit("");
          page.locator("main a", containing("A newer shell")).first().click();
          page.locator("#approve").waitFor();
          browser.picture("day-decide");
          page.locator("#comment").fill("the tests passed");
          page.locator("#approve").dblclick();
          page.waitForCondition(() -> page.locator("#approve").count() == 0);
          browser.picture("day-approved");
        });
    assertEquals(1, manager.get("rollouts/" + rollout).is(200).get("decisions").size());
  }

  @Test
  @Order(4)
  void theOperatorRunsTheNightSeesItLiveAndTakesOneImageBack() throws Exception {
    as(
        operator,
        (browser, page) -> {
          browser.visit("rollouts/rollouts.xhtml");
          page.locator("#runNow").click();
          page.waitForURL(url -> url.contains("/jobs/job.xhtml"));
          // The page is not loaded again: what is seen comes by the stream.
          page.evaluate("window.seenLive = true");
          page.locator("#job section:first-of-type .state-current").waitFor();
          assertEquals(true, page.evaluate("window.seenLive"), "it was loaded again");
          page.locator("#job tr", containing("day-1")).waitFor();
          browser.picture("day-night");
          assertEquals("DONE", row().get("state").asText());

          browser.visit("rollouts/rollout.xhtml?id=" + rollout);
          page.locator("summary", containing("Roll back")).click();
          page.locator("#rollbackImage").selectOption("day-2");
          page.locator("#rollBack").click();
          said(page, "cannot roll back without a reason");
          assertEquals("day-2", page.inputValue("#rollbackImage"), "nothing is lost");
          page.locator("#rollbackReason").fill("it is slower");
          page.locator("#rollBack").click();
          said(page, "day-2");
          browser.picture("day-rolled-back");
        });
    assertEquals(1, newest("day-2"));
    assertTrue(newest("day-1") > 1);
  }

  private static int newest(String image) {
    return manager.get("images/" + image).is(200).at("/row/newestVersion").asInt();
  }

  @Test
  @Order(5)
  void theAuditorChecksTheChainAndTakesTheEvidenceAway() throws Exception {
    as(
        auditor,
        (browser, page) -> {
          browser.visit("audit/audit.xhtml?q=rollout%20" + rollout);
          page.locator("#check").click();
          page.locator("#chain .note-current").waitFor();
          browser.picture("day-chain");

          browser.visit("rollouts/rollout.xhtml?id=" + rollout);
          Download download = page.waitForDownload(() -> page.locator("#evidence").click());
          Path file = RunningWhittle.fresh("day-evidence.zip");
          download.saveAs(file);
          assertEquals("rollout-" + rollout + "-evidence.zip", download.suggestedFilename());
          EvidenceCheck check = EvidenceCheck.of(file);
          assertEquals(List.of(), check.faults());
          assertTrue(check.files() > 6, check::toString);
        });
  }

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
