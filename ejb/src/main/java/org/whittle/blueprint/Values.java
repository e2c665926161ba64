package org.whittle.blueprint;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.blueprint.Blueprint.Level;
import org.whittle.blueprint.Blueprint.MissPolicy;
import org.whittle.kernel.InvalidInput;

/** The forms that single values of a blueprint have; each throws {@link InvalidInput}. */
final class Values {
  static final List<String> FORMATS = List.of("oci", "tar", "raw", "qcow2", "vmdk", "direct");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,6}) ?(kB|MB|GB)");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private Values() {}

  static String text(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new InvalidInput("cannot use a text: it contains NUL", "Remove it.", null);
    }
    return text;
  }

  static String imageName(String text) {
    return matching(
        text,
        "[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?",
        "name",
        "Use 1 to 64 lower-case letters, digits and hyphens.");
  }

  static String line(String text) {
    if (text.length() > 500 || text.lines().count() > 1) {
      throw new InvalidInput(
          "cannot use the description: one line of at most 500 characters is expected",
          "Shorten it.",
          null);
    }
    return text(text);
  }

  static String testName(String text) {
    return matching(text, "[^\\p{Cntrl}]{1,100}", "test name", "Use 1 to 100 characters.");
  }

  static String optionKey(String text) {
    return matching(
        text, "[a-z0-9][a-z0-9-]{0,63}", "key", "Use lower-case letters, digits and hyphens.");
  }

  static String labelKey(String text) {
    return matching(
        text,
        "[a-zA-Z0-9][a-zA-Z0-9._/-]{0,127}",
        "key",
        "Use letters, digits, dots, slashes and hyphens.");
  }

  static String variable(String text) {
    return matching(
        text, "[A-Za-z_][A-Za-z0-9_]{0,127}", "variable", "Use letters, digits and underscores.");
  }

  static int rules(String text) {
    return number(text, 1, 999_999_999, "version of the rules");
  }

  static String user(String text) {
    return matching(
        text,
        "[a-z_][a-z0-9_.-]{0,31}|\\d{1,9}(:\\d{1,9})?",
        "user",
        "Use a user's name or UID:GID.");
  }

  static String published(String text) {
    String port = text.contains("/") ? text : text + "/tcp";
    matching(port, "\\d{1,5}/(tcp|udp)", "port", "Write it as 8080 or 8080/udp.");
    port(port.substring(0, port.indexOf('/')));
    return port;
  }

  static int port(String text) {
    return number(text, 1, 65535, "port");
  }

  static int status(String text) {
    return number(text, 100, 599, "status");
  }

  static int exit(String text) {
    return number(text, 0, 255, "exit");
  }

  static int mode(String text) {
    matching(text, "[0-7]{3,4}", "mode", "Write octal digits in quotes, such as \"0644\".");
    return Integer.parseInt(text, 8);
  }

  /** {@code uid:gid}. */
  static int[] owner(String text) {
    matching(text, "\\d{1,9}:\\d{1,9}", "owner", "Write numbers in quotes, such as \"33:33\".");
    return Arrays.stream(text.split(":")).mapToInt(Integer::parseInt).toArray();
  }

  static boolean flag(String text) {
    matching(text, "true|false", "value", "Write true or false.");
    return text.equals("true");
  }

  static Level level(String text) {
    oneOf(text, List.of("full", "safe", "thin"), "level");
    return Level.valueOf(text.toUpperCase(Locale.ROOT));
  }

  static MissPolicy misses(String text) {
    oneOf(text, List.of("fail", "report"), "value");
    return MissPolicy.valueOf(text.toUpperCase(Locale.ROOT));
  }

  static String format(String text) {
    return oneOf(text, FORMATS, "format");
  }

  static MachineConfig.Target target(String text) {
    oneOf(text, List.of("kvm", "cloud", "vmware", "any"), "target");
    return MachineConfig.Target.valueOf(text.toUpperCase(Locale.ROOT));
  }

  static MachineConfig.Root machineRoot(String text) {
    oneOf(text, List.of("erofs", "ext4"), "root");
    return MachineConfig.Root.valueOf(text.toUpperCase(Locale.ROOT));
  }

  static MachineConfig.Init init(String text) {
    oneOf(text, List.of("small", "systemd"), "init");
    return MachineConfig.Init.valueOf(text.toUpperCase(Locale.ROOT));
  }

  static String httpPath(String text) {
    return matching(text, "/[!-~]{0,2000}", "path", "Start it with a slash, without spaces.");
  }

  static long bytes(String text) {
    Matcher m = SIZE.matcher(text);
    if (m.matches() && Long.parseLong(m.group(1)) > 0) {
      long unit =
          switch (m.group(2)) {
            case "kB" -> 1_000;
            case "MB" -> 1_000_000;
            default -> 1_000_000_000;
          };
      return Long.parseLong(m.group(1)) * unit;
    }
    throw new InvalidInput("cannot use size \"" + text + "\"", "Write 500kB, 20MB or 2GB.", null);
  }

  static Duration duration(String text) {
    Matcher m = DURATION.matcher(text);
    if (m.matches()) {
      long n = Long.parseLong(m.group(1));
      Duration duration =
          switch (m.group(2)) {
            case "ms" -> Duration.ofMillis(n);
            case "s" -> Duration.ofSeconds(n);
            default -> Duration.ofMinutes(n);
          };
      if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    }
    throw new InvalidInput(
        "cannot use duration \"" + text + "\"", "Write 500ms, 20s or 2m; at most 10m.", null);
  }

  private static int number(String text, int least, int most, String what) {
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new InvalidInput(
        "cannot use " + what + " \"" + text + "\"",
        "Write a number from " + least + " to " + most + ".",
        null);
  }

  private static String matching(String text, String pattern, String what, String remedy) {
    if (!text.matches(pattern)) {
      throw new InvalidInput("cannot use " + what + " \"" + shown(text) + "\"", remedy, null);
    }
    return text;
  }

  private static String oneOf(String text, List<String> known, String what) {
    if (!known.contains(text)) {
      throw new InvalidInput(
          "cannot use " + what + " \"" + shown(text) + "\"", Nearest.remedy(text, known), null);
    }
    return text;
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }
}
