package org.whittle.server;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The system's Chromium, without a window, at one width of the screen.
 *
 * <p>Not safe for use by several threads. What the pages complain about on their console, and
 * requests that failed, are kept for the test to judge.
 */
final class Browser implements AutoCloseable {
  /** A desk. */
  static final int WIDE = 1440;

  /** A telephone. */
  static final int NARROW = 390;

  private static final int HEIGHT = 900;

  /** The stream of live progress: it ends, unasked, with the page that listens to it. */
  private static final String LIVE = "/portal/events";

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final Page page;
  private final int width;
  private final List<String> complaints = new ArrayList<>();

  private Browser(Playwright playwright, Path executable, int width) {
    this.playwright = playwright;
    this.width = width;
    this.chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setHeadless(true)
                    .setArgs(FLAGS));
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, HEIGHT));
    this.page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequestFailed(
        request -> {
          if (!request.url().endsWith(LIVE)) {
            complaints.add(request.url() + ": " + request.failure());
          }
        });
  }

  /** Opens a browser whose screen is so many pixels wide. */
  static Browser open(int width) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(playwright, ToolCondition.find("chromium").orElseThrow(), width);
  }

  /** Goes to a path of the portal; the page is complete when this returns. */
  Page visit(String path) {
    open(path);
    return page;
  }

  /** Goes to a path of the portal and gives the answer's status. */
  int open(String path) {
    Response response =
        page.navigate(RunningWhittle.address().resolve(withoutSlash(path)).toString());
    page.evaluate("document.fonts.ready.then(() => true)");
    return Objects.requireNonNull(response, path).status();
  }

  /** The status that a link answers with; the page stays. */
  int follow(String link) {
    boolean download = link.contains("/download/");
    return page.context()
        .request()
        .fetch(link, RequestOptions.create().setMethod(download ? "HEAD" : "GET"))
        .status();
  }

  /** Logs in as the first administrator. */
  Page logIn() throws Exception {
    return logIn("admin", RunningWhittle.firstPassword());
  }

  /** Logs in, in place of whoever was logged in before. */
  Page logIn(String name, String password) {
    page.context().clearCookies();
    submitLogin(name, password);
    page.waitForURL(url -> !url.contains("login.xhtml"));
    return page;
  }

  /** Fills in the login form and sends it. */
  Page submitLogin(String name, String password) {
    visit("login.xhtml");
    page.locator("input[type=text]").first().fill(name);
    page.locator("input[type=password]").fill(password);
    page.locator("input[type=password]").press("Enter");
    return page;
  }

  private static String withoutSlash(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  /** Errors that pages wrote to their console, scripts that failed, and failed requests. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Whether the page is wider than the screen. */
  boolean scrollsSideways() {
    return (Boolean)
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  /** Keeps a picture of the whole page as {@code ear/target/screenshots/<name>-<width>.png}. */
  void picture(String name) {
    try {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(RunningWhittle.screenshots().resolve(name + "-" + width + ".png")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
