package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each of the people who use the portal comes for, by hand, one after the other. */
@RequiresTool({"chromium", "bwrap", "dash"})
class TasksIT {
  private static final String IMAGE = "shop-desk";
  private static final double PATIENCE = 30_000;

  @Test
  void anImageIsMadePatchedRolledOutAndMovedBack() throws Exception {
    FilledLibrary.get();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    as(Cast.AUTHOR, TasksIT::writesABlueprint);
    as(Cast.AUTHOR, TasksIT::buildsTheImageAndSeesItVerified);
    as(Cast.PATCH_MANAGER, TasksIT::proposesThePatch);
    as(Cast.PATCH_MANAGER, TasksIT::mayNotApproveIt);
    as(Cast.APPROVER, TasksIT::approvesIt);
    as(Cast.OPERATOR, TasksIT::runsTheNightJob);
    as(Cast.OPERATOR, TasksIT::movesTheChannelBack);
    as(Cast.AUDITOR, TasksIT::seesItAllInTheTrail);
  }

  private interface Task {
    void of(Browser browser, Page page);
  }

  private static void as(Cast one, Task task) {
    try (Browser browser = Browser.open(Browser.WIDE)) {
      task.of(browser, browser.logIn(one.user(), one.password()));
      assertEquals(List.of(), browser.complaints(), one.user());
    }
  }

  private static void writesABlueprint(Browser browser, Page page) {
    browser.visit("library/new.xhtml");
    String right = ShopArchive.blueprint(IMAGE);
    page.fill("#yaml", right.replace("packages: [" + IMAGE + "]", "packages: " + IMAGE + "]"));
    expect(page.locator("button.problem code").first()).hasText("3:11");
    browser.picture("new-image-wrong");

    page.fill("#yaml", right);
    expect(page.locator("#preview .state-current")).isVisible();
    assertTrue(page.textContent("#preview").contains("shop-shell"), page.textContent("#preview"));
    browser.picture("new-image-right");
    page.click("#create");
    page.waitForURL(url -> url.contains("image.xhtml?name=" + IMAGE));
  }

  private static void buildsTheImageAndSeesItVerified(Browser browser, Page page) {
    browser.visit("library/image.xhtml?name=" + IMAGE);
    page.click("#buildNow");
    page.waitForURL(url -> url.contains("/jobs/job.xhtml"));
    // Nobody loads this page again: what it shows is pushed to it.
    expect(page.locator("#job .row.between .state-current")).isVisible();
    browser.picture("job-build");

    browser.visit("library/image.xhtml?name=" + IMAGE);
    assertEquals(2, page.locator(".tile-states .state-current").count());
    browser.picture("image-verified");
  }

  private static void proposesThePatch(Browser browser, Page page) {
    browser.visit("patches/patches.xhtml?affecting=true");
    page.locator("tr", new Page.LocatorOptions().setHasText(IMAGE)).locator("input.pick").check();
    browser.picture("patches-selected");
    page.click("#plan button");
    expect(page.locator("main .lead")).containsText("1 patch");
    assertTrue(page.innerText("main").contains("1.0"), page.innerText("main"));
    browser.picture("plan-one");
    page.fill("#rolloutTitle", "The desk's patch");
    page.fill("#rolloutComment", "It changes one script.");
    page.click("#proposeNow");
    page.waitForURL(url -> url.contains("/rollouts/rollout.xhtml"));
  }

  private static void mayNotApproveIt(Browser browser, Page page) {
    rollout(browser, page);
    assertEquals(0, page.locator("#approve").count());
  }

  private static void approvesIt(Browser browser, Page page) {
    rollout(browser, page);
    page.fill("#comment", "Tried it.");
    browser.picture("rollout-decide");
    page.click("#approve");
    expect(page.locator("#approve")).hasCount(0);
    assertTrue(page.innerText("main").contains("Tried it."), page.innerText("main"));
  }

  private static void rollout(Browser browser, Page page) {
    browser.visit("rollouts/rollouts.xhtml");
    page.click("text=The desk's patch");
    page.waitForURL(url -> url.contains("/rollouts/rollout.xhtml"));
  }

  private static void runsTheNightJob(Browser browser, Page page) {
    browser.visit("jobs/jobs.xhtml");
    page.click("#runNow");
    page.waitForURL(url -> url.contains("/jobs/job.xhtml"));
    expect(page.locator("#job .row.between .state-current")).isVisible();
    browser.picture("job-night");

    browser.visit("library/versions.xhtml?name=" + IMAGE);
    assertEquals(2, page.locator("main tbody tr").count());
    browser.visit("library/difference.xhtml?name=" + IMAGE + "&from=1&to=2");
    assertTrue(page.innerText("main").contains("1.0+security2"), page.innerText("main"));
  }

  private static void movesTheChannelBack(Browser browser, Page page) {
    browser.visit("library/image.xhtml?name=" + IMAGE);
    Locator dev = page.locator("#channels tr", new Page.LocatorOptions().setHasText("dev"));
    expect(dev).containsText("Version 2");
    page.fill("#channel", "dev");
    page.selectOption("#target", "1");
    page.click("#channels button");
    expect(dev).containsText("Version 1");
    browser.picture("channel-moved");
  }

  private static void seesItAllInTheTrail(Browser browser, Page page) {
    browser.visit("audit/audit.xhtml");
    String trail = page.innerText("main");
    for (Cast one : List.of(Cast.AUTHOR, Cast.PATCH_MANAGER, Cast.APPROVER, Cast.OPERATOR)) {
      assertTrue(trail.contains(one.user()), () -> one.user() + " is not in " + trail);
    }
    assertFalse(trail.contains("secret"), trail);
    page.click("#check");
    expect(page.locator("#chain .note-current")).isVisible();
    browser.picture("trail");
  }

  private static LocatorAssertions expect(Locator locator) {
    return PlaywrightAssertions.assertThat(locator);
  }
}
