package org.whittle.launcher;

import java.util.Properties;
import org.whittle.kernel.Failure;

/** What {@code mvn -Prun} runs: starts Whittle, says where it is, and stops it on Ctrl-C. */
public final class Main {
  private Main() {}

  /** Runs until it is interrupted, or until Maven, its parent, is gone. */
  public static void main(String[] arguments) throws InterruptedException {
    Properties properties = System.getProperties();
    try {
      Settings settings = Settings.from(properties);
      if (!"skip".equals(properties.getProperty("prerequisites"))) {
        Prerequisites.check(settings.config());
      }
      System.exit(run(settings));
    } catch (Failure e) {
      System.err.println(e.messageWithRemedy());
      System.exit(1);
    }
  }

  private static int run(Settings settings) throws InterruptedException {
    stopWithParent();
    System.out.println("Starting Whittle on " + settings.data());
    try (Installation installation =
        Installation.start(settings, line -> System.out.println(line))) {
      Thread stop = new Thread(installation::close, "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      System.out.println();
      System.out.println("Whittle is at      " + installation.address());
      System.out.println("User admin; first password in " + installation.firstPassword());
      System.out.println("Ctrl-C stops it.");
      return installation.waitFor();
    }
  }

  /** Maven may be killed without a word; what it started then stops too. */
  private static void stopWithParent() {
    ProcessHandle.current().parent().ifPresent(Main::stopWith);
  }

  private static void stopWith(ProcessHandle parent) {
    Thread.ofPlatform()
        .daemon()
        .name("parent-watch")
        .start(
            () -> {
              parent.onExit().join();
              System.exit(0);
            });
  }
}
