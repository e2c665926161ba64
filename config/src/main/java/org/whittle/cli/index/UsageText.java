package org.whittle.cli.index;

import java.util.Set;

/** How the commands are written: their help, and the options in it. */
final class UsageText {
  private static final String RESOLVE =
      """
      Usage: whittle resolve --index FILE... [OPTION]... NAME...
      Tell which packages some names need, from index files, without a server.
      Prints name and version a line, by name, or why there is no solution.

        NAME                  NAME, NAME=VERSION or 'NAME (>= 1, << 2)'; NAME:ARCH for one of a
                              foreign architecture
        --json                print JSON
        --opb DIR             write to DIR, for each objective of --mode minimal or update, the
                              problem and the bound that was reached, for other solvers to prove;
                              or the one problem that has no solution
      """;

  private static final String CHECK =
      """
      Usage: whittle check --index FILE... [OPTION]...
      Tell which packages of index files cannot be installed, each taken alone.
      Prints name and version a line, by name.

        --all-versions        check every version, not only the preferred one of each name
        --explain             tell why, indented below each
        --strict              end with 1 if there is such a package
      """;

  private static final String WHY =
      """
      Usage: whittle why --index FILE... --root NAME... [OPTION]... NAME
      Tell why a package is among what the roots need.

        NAME                  NAME, or NAME:ARCH for the package of a foreign architecture
        --root NAME           what is wanted: NAME, NAME=VERSION or 'NAME (>= 1, << 2)'; NAME:ARCH
                              for one of a foreign architecture
      """;

  private static final String CHOICE =
      """
        --mode MODE           how to choose: apt (the default); minimal: the smallest set, proved;
                              or update: the least change from what --from names
        --from FILE           what was chosen before: a lock, or name and version a line
        --recommends          choose what is recommended, too
        --essential           choose the essential packages, too
        --all-versions        choose from all versions of a name, not only from the preferred one
        --hold NAME=VERSION   a name that stays at a version, or in a range
        --ban NAME[=VERSION]  a name, or versions of it, that may not be chosen
      """;

  private static final String ALL =
      """
        --index FILE          a Packages index, plain or .xz, .gz, .bz2, .zst, .lz4; several behind
                              one option, or the option again. Behind the first, what has a slash or
                              ends in Packages or in one of these suffixes is a file
        --pin FILE=NUMBER     the preference of an index, as apt's pins (default: 500): candidates
                              come from the highest; one below 0 hides the index
        --arch ARCH           the architecture of the machine (default: amd64)
        --foreign-arch ARCH   another architecture that the machine runs packages of; may be repeated
        --cache DIR           where prepared indices are kept (default: whittle/indices below
                              $XDG_CACHE_HOME, or below ~/.cache)
        --no-cache            neither use nor keep a prepared index
        --timings             say on standard error what took how long
        -h, --help            print this

      Exit status: 0 done; 1 there is no solution, or --strict found something; 2 the input is wrong
      """;

  private static final Set<String> COMMANDS = Set.of("resolve", "check", "why");

  private UsageText() {}

  static boolean knows(String command) {
    return COMMANDS.contains(command);
  }

  static String of(String command) {
    return switch (command) {
      case "resolve" -> RESOLVE + CHOICE + ALL;
      case "check" -> CHECK + ALL;
      default -> WHY + CHOICE + ALL;
    };
  }
}
