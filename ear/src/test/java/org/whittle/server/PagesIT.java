package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.JobState;
import org.whittle.library.BuildCause;
import org.whittle.library.ImageState;
import org.whittle.library.PromotionState;
import org.whittle.library.Verdict;
import org.whittle.patches.Disposition;
import org.whittle.patches.HoldState;
import org.whittle.patches.LineState;
import org.whittle.patches.PatchState;
import org.whittle.patches.RolloutCause;
import org.whittle.patches.RolloutState;

/** Every page of the portal, with a filled library, as people see it. */
@RequiresTool({"chromium", "bwrap", "dash"})
class PagesIT {
  private static final int MOST_LINKS = 250;

  /** Words that belong to the program and not to people, and texts that are missing. */
  private static final Pattern RAW =
      Pattern.compile(
          "\\?\\?\\?[^ ]*|\\b(?:"
              + String.join(
                  "|",
                  Stream.<Enum<?>[]>of(
                          JobKind.values(),
                          JobState.values(),
                          BuildCause.values(),
                          ImageState.values(),
                          Verdict.values(),
                          Disposition.values(),
                          LineState.values(),
                          PatchState.values(),
                          HoldState.values(),
                          PromotionState.values(),
                          RolloutState.values(),
                          RolloutCause.values())
                      .flatMap(Stream::of)
                      .map(Enum::name)
                      .toList())
              + ")\\b");

  @ParameterizedTest
  @ValueSource(ints = {Browser.WIDE, Browser.NARROW})
  void everyPageIsWholeAndFitsTheScreen(int width) throws Exception {
    List<String> faults = new ArrayList<>();
    try (Browser browser = Browser.open(width)) {
      Map<String, String> pages = pages();
      Page page = browser.logIn();
      pages.forEach(
          (name, path) -> {
            int status = browser.open(path);
            browser.picture(name);
            look(browser, page, status).forEach(fault -> faults.add(path + ": " + fault));
          });
      assertEquals(List.of(), faults);
      assertEquals(List.of(), browser.complaints());
    }
  }

  private static List<String> look(Browser browser, Page page, int status) {
    List<String> faults = new ArrayList<>();
    if (status != 200) {
      faults.add("status " + status);
    }
    if (browser.scrollsSideways()) {
      faults.add("scrolls sideways");
    }
    Matcher raw = RAW.matcher(page.locator("body").innerText());
    while (raw.find()) {
      faults.add("shows " + raw.group());
    }
    return faults;
  }

  @Test
  void everyLinkLeadsSomewhere() throws Exception {
    Map<String, String> from = new LinkedHashMap<>();
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Map<String, String> pages = pages();
      Page page = browser.logIn();
      pages.forEach(
          (name, path) -> {
            browser.open(path);
            links(page).forEach(link -> from.putIfAbsent(link, path));
          });
      List<String> dead =
          from.keySet().stream()
              .limit(MOST_LINKS)
              .filter(link -> browser.follow(link) >= 400)
              .map(link -> link + " on " + from.get(link))
              .toList();
      assertEquals(List.of(), dead);
      assertTrue(from.size() > 50, () -> from.size() + " links");
    }
  }

  private static Set<String> links(Page page) {
    Object hrefs =
        page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href.split('#')[0])");
    Set<String> links = new TreeSet<>();
    for (Object href : (List<?>) hrefs) {
      if (href.toString().startsWith(RunningWhittle.address().toString())) {
        links.add(href.toString());
      }
    }
    return links;
  }

  @Test
  void aViewerSeesEverythingAndCanDoNothing() throws Exception {
    FilledLibrary library = FilledLibrary.get();
    List<String> actions = new ArrayList<>();
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Page page = browser.logIn(Cast.VIEWER.user(), Cast.VIEWER.password());
      for (String path :
          List.of(
              "library/images.xhtml",
              "library/image.xhtml?name=shop-cart",
              "library/blueprint.xhtml?name=shop-cart",
              "catalogue/sources.xhtml",
              "rules/rules.xhtml",
              "rules/file.xhtml",
              "rules/version.xhtml?number=1",
              "patches/patches.xhtml",
              "patches/holds.xhtml",
              "settings/advisories.xhtml",
              "settings/policies.xhtml",
              "settings/delegations.xhtml",
              "patches/patch.xhtml?id=" + library.waitingPatch(),
              "rollouts/rollouts.xhtml",
              "rollouts/rollout.xhtml?id=" + library.rollout(),
              "jobs/jobs.xhtml",
              "jobs/windows.xhtml")) {
        assertEquals(200, browser.open(path), path);
        page
            .locator("main form:not([role=search]) :is(button, input[type=submit]):visible")
            .all()
            .stream()
            .filter(button -> button.getAttribute("data-copy") == null)
            .filter(button -> button.getAttribute("tabindex") == null)
            .forEach(button -> actions.add(path + ": " + button.innerText()));
        page.locator("main .primary:visible")
            .all()
            .forEach(button -> actions.add(path + ": " + button.innerText()));
      }
      assertEquals(List.of(), actions);
      assertEquals(403, browser.open("audit/audit.xhtml"));
      assertEquals(403, browser.open("settings/users.xhtml"));
      browser.picture("forbidden");
    }
  }

  @Test
  void whatIsNotThereIsAPageThatSaysSo() throws Exception {
    FilledLibrary.get();
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Page page = browser.logIn();
      assertEquals(404, browser.open("library/image.xhtml?name=absent"));
      assertTrue(page.innerText("body").contains("cannot find image \"absent\""));
      assertEquals(404, browser.open("download/shop-web/1/iso"));
      browser.picture("not-found");
      assertFalse(page.innerText("body").contains("at org."), "a stack trace");
    }
  }

  @Test
  void whoPlansNothingOrWhatIsAppliedIsLedBackToThePatches() throws Exception {
    long applied = FilledLibrary.get().appliedPatch();
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Page page = browser.logIn();
      assertEquals(200, browser.open("rollouts/plan.xhtml"));
      assertEquals(
          "Tick the patches that you want to try first.", page.innerText("#messages").strip());
      assertEquals(200, browser.open("rollouts/plan.xhtml?patch=" + applied));
      assertTrue(page.innerText("#messages").contains("it is applied already"));
      assertTrue(page.url().contains("/patches/patches.xhtml"), page.url());
    }
  }

  @Test
  void aWrongPasswordIsSaidToBeWrongWithoutSayingMore() throws Exception {
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Page page = browser.submitLogin("admin", "not the password");
      page.waitForSelector(".note-failed");
      browser.picture("login-refused");
      assertEquals(
          "Name or password is wrong. Mind capital letters; an administrator can set a new"
              + " password.",
          page.innerText(".note-failed").replaceAll("\\s+", " "));
    }
  }

  /** All pages by the names of their pictures. */
  private static Map<String, String> pages() throws Exception {
    FilledLibrary library = FilledLibrary.get();
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("dashboard", "");
    pages.put("images", "library/images.xhtml");
    pages.put("image", "library/image.xhtml?name=shop-web");
    pages.put("image-held", "library/image.xhtml?name=shop-cart");
    pages.put("blueprint", "library/blueprint.xhtml?name=shop-web");
    pages.put("composition", "library/composition.xhtml?name=shop-web");
    pages.put("files", "library/files.xhtml?name=shop-web");
    pages.put("tests", "library/tests.xhtml?name=shop-web");
    pages.put("versions", "library/versions.xhtml?name=shop-web");
    pages.put("difference", "library/difference.xhtml?name=shop-web&from=1&to=2");
    pages.put("new-image", "library/new.xhtml");
    pages.put("packages", "catalogue/packages.xhtml?text=shop");
    pages.put("package", "catalogue/package.xhtml?name=shop-web");
    pages.put("sources", "catalogue/sources.xhtml");
    pages.put("source", "catalogue/source.xhtml?id=1");
    pages.put("snapshot", "catalogue/snapshot.xhtml?id=1");
    pages.put("resolve", "catalogue/resolve.xhtml");
    pages.put("resolve-answer", "catalogue/resolve.xhtml?packages=shop-web&why=shop-web");
    pages.put(
        "resolve-what-if",
        "catalogue/resolve.xhtml?packages=shop-web&why=shop-shell&change=dropped&subject=shop-shell");
    pages.put("resolve-none", "catalogue/resolve.xhtml?packages=shop-web+absent");
    pages.put("new-source", "catalogue/add.xhtml");
    pages.put("rules", "rules/rules.xhtml");
    pages.put("rules-new", "rules/file.xhtml");
    pages.put("rules-shipped", "rules/file.xhtml?origin=shipped&name=nginx.yaml");
    pages.put("rules-version", "rules/version.xhtml?number=1");
    pages.put("patches", "patches/patches.xhtml");
    pages.put("patch", "patches/patch.xhtml?id=" + library.waitingPatch());
    pages.put("patch-applied", "patches/patch.xhtml?id=" + library.appliedPatch());
    pages.put("holds", "patches/holds.xhtml");
    pages.put("rollouts", "rollouts/rollouts.xhtml");
    pages.put("rollout", "rollouts/rollout.xhtml?id=" + library.rollout());
    pages.put("plan", "rollouts/plan.xhtml?patch=" + library.waitingPatch());
    pages.put("plan-rules", "rollouts/plan.xhtml?cause=rules&images=shop-web");
    pages.put("jobs", "jobs/jobs.xhtml");
    pages.put("windows", "jobs/windows.xhtml");
    pages.put("job", "jobs/job.xhtml?id=" + library.job());
    pages.put("audit", "audit/audit.xhtml");
    pages.put("users", "settings/users.xhtml");
    pages.put("tokens", "settings/tokens.xhtml");
    pages.put("password", "settings/password.xhtml");
    pages.put("advisories", "settings/advisories.xhtml");
    pages.put("policies", "settings/policies.xhtml");
    pages.put("delegations", "settings/delegations.xhtml");
    pages.put("notifications", "settings/notifications.xhtml");
    pages.put("search", "search.xhtml?q=shop");
    return pages;
  }
}
