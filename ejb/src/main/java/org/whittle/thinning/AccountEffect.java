package org.whittle.thinning;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.kernel.FilePath;

/**
 * A user or group that a maintainer script or a sysusers.d line would add.
 *
 * @param user whether it is a user; else only a group
 * @param id fixed number
 * @param group primary group; a user without one gets {@code nogroup}
 */
record AccountEffect(
    boolean user,
    String name,
    Optional<Integer> id,
    Optional<String> group,
    String comment,
    FilePath home,
    String shell) {
  static final FilePath NO_HOME = new FilePath("/nonexistent");
  static final String NO_LOGIN = "/usr/sbin/nologin";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.-]{0,31}");
  private static final Pattern COMMAND =
      Pattern.compile("(?:.*[\\s;&|(!])?(adduser|addgroup|useradd|groupadd)\\s+(.*)");
  private static final Set<String> COMMANDS = Set.of("adduser", "addgroup", "useradd", "groupadd");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--home",
          "--home-dir",
          "--shell",
          "--gecos",
          "--comment",
          "--uid",
          "--gid",
          "--ingroup",
          "--conf",
          "--firstuid",
          "--lastuid",
          "--firstgid",
          "--lastgid",
          "-d",
          "-s",
          "-c",
          "-u",
          "-g",
          "-G",
          "--groups",
          "-K",
          "-k",
          "--password",
          "-p");

  /** Reads {@code adduser --system}, {@code useradd -r} and their like for groups. */
  static Optional<AccountEffect> ofCommand(String line) {
    Matcher command = COMMAND.matcher(line);
    if (!command.matches()) {
      return Optional.empty();
    }
    List<String> words =
        WORD.matcher(command.group(2))
            .results()
            .map(
                m -> m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(3))
            .takeWhile(w -> !w.matches("[|&;>].*|\\d>.*"))
            .toList();
    return ofWords(command.group(1), words);
  }

  /** Reads the words behind a command; empty if it adds no account of a system. */
  static Optional<AccountEffect> ofWords(String command, List<String> words) {
    boolean system =
        words.contains("--system") || words.contains("-r") || !command.startsWith("add");
    return system && COMMANDS.contains(command)
        ? new Options(command, words).effect()
        : Optional.empty();
  }

  /** Reads a {@code u} or {@code g} line of sysusers.d(5). */
  static Optional<AccountEffect> ofSysusers(String line) {
    List<String> words =
        WORD.matcher(line.strip())
            .results()
            .map(
                m -> m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(3))
            .toList();
    if (words.size() < 2 || !NAME.matcher(words.get(1)).matches()) {
      return Optional.empty();
    }
    boolean user = words.getFirst().matches("u!?");
    if (!user && !words.getFirst().equals("g")) {
      return Optional.empty();
    }
    String name = words.get(1);
    String[] id = word(words, 2, "-").split(":");
    return Optional.of(
        new AccountEffect(
            user,
            name,
            number(id[0]),
            Optional.of(id.length > 1 && NAME.matcher(id[1]).matches() ? id[1] : name),
            word(words, 3, ""),
            path(word(words, 4, "")),
            word(words, 5, NO_LOGIN)));
  }

  private static String word(List<String> words, int at, String otherwise) {
    return at < words.size() && !words.get(at).equals("-") ? words.get(at) : otherwise;
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[0-9]{1,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static FilePath path(String text) {
    return text.startsWith("/") ? FilePath.ROOT.resolveLink(text) : NO_HOME;
  }

  /** The words behind a command. */
  private static final class Options {
    private final boolean user;
    private final boolean ownGroup;
    private String name = "";
    private String home = "";
    private String shell = NO_LOGIN;
    private String comment = "";
    private Optional<Integer> id = Optional.empty();
    private Optional<String> group = Optional.empty();

    Options(String command, List<String> words) {
      boolean groupOnly = command.equals("addgroup") || command.equals("groupadd");
      boolean groupWord = words.contains("--group") || words.contains("-U");
      boolean onlyGroup = groupOnly || (words.contains("--group") && !words.contains("--system"));
      user = !onlyGroup;
      ownGroup = groupWord || command.equals("useradd");
      Iterator<String> rest = words.iterator();
      while (rest.hasNext()) {
        String word = rest.next();
        String[] pair = word.startsWith("--") ? word.split("=", 2) : new String[] {word};
        if (pair.length == 2) {
          set(pair[0], pair[1]);
        } else if (WITH_VALUE.contains(word) && rest.hasNext()) {
          set(word, rest.next());
        } else if (!word.startsWith("-") && name.isEmpty()) {
          name = word;
        }
      }
    }

    private void set(String option, String value) {
      switch (option) {
        case "--home", "--home-dir", "-d" -> home = value;
        case "--shell", "-s" -> shell = value;
        case "--gecos", "--comment", "-c" -> comment = value.replace(":", " ");
        case "--uid", "-u" -> id = number(value);
        case "--gid", "-g", "--ingroup" -> {
          if (user) {
            group = Optional.of(value);
          } else {
            id = number(value);
          }
        }
        default -> {}
      }
    }

    Optional<AccountEffect> effect() {
      if (!NAME.matcher(name).matches()) {
        return Optional.empty();
      }
      Optional<String> primary =
          group
              .filter(g -> NAME.matcher(g).matches())
              .or(() -> ownGroup ? Optional.of(name) : group);
      return Optional.of(new AccountEffect(user, name, id, primary, comment, path(home), shell));
    }
  }
}
