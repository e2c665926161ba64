package org.whittle.thinning;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.rules.Account;
import org.whittle.rules.RuleSet;

/**
 * The users and groups of an image, with numbers that do not change as the image grows.
 *
 * <p>A number is fixed by rule, by the script that asks for it, or else derived from the name
 * within Debian's range for system accounts, 100 to 999 (Debian Policy 9.2.2): the same name has
 * the same number in nearly every image, so that layers stay shared.
 */
final class Accounts {
  private static final int FIRST = 100;
  private static final int COUNT = 900;
  private static final int NOBODY = 65_534;

  private final RuleSet rules;
  private final Map<String, AccountEffect> users = new TreeMap<>();
  private final Map<String, Optional<Integer>> groups = new TreeMap<>();
  private final Map<String, Set<String>> members = new TreeMap<>();
  private Map<String, Integer> uids = Map.of();
  private Map<String, Integer> gids = Map.of();

  Accounts(RuleSet rules) {
    this.rules = rules;
    groups.put("root", Optional.of(0));
    groups.put("nogroup", Optional.of(NOBODY));
    users.put("root", user("root", 0, "root", "/root", "/bin/sh"));
    users.put("nobody", user("nobody", NOBODY, "nogroup", "/nonexistent", AccountEffect.NO_LOGIN));
  }

  private static AccountEffect user(String name, int uid, String group, String home, String shell) {
    return new AccountEffect(
        true, name, Optional.of(uid), Optional.of(group), name, new FilePath(home), shell);
  }

  /** Adds what a script or sysusers.d asks for; a rule's definition of the name wins. */
  void add(AccountEffect effect) {
    if (!effect.user()) {
      groups.merge(effect.name(), effect.id(), (a, b) -> a.isPresent() ? a : b);
    } else if (rules.user(effect.name()).isPresent()) {
      addUser(effect.name());
    } else if (!users.containsKey(effect.name())) {
      users.put(effect.name(), effect);
      effect.group().filter(g -> !g.matches("[0-9]+")).ifPresent(this::addGroup);
    }
  }

  /** Adds a user by name, as rules define it; else as a system user with a group of its own. */
  void addUser(String name) {
    if (users.containsKey(name)) {
      return;
    }
    Optional<Account.User> known = rules.user(name);
    String group = known.map(Account.User::group).orElse(name);
    users.put(
        name,
        new AccountEffect(
            true,
            name,
            known.flatMap(Account.User::uid),
            Optional.of(group),
            known.map(Account.User::comment).orElse(""),
            known.map(Account.User::home).orElse(AccountEffect.NO_HOME),
            known.map(Account.User::shell).orElse(AccountEffect.NO_LOGIN)));
    addGroup(group);
  }

  /** Adds a group by name, as rules define it. */
  void addGroup(String name) {
    groups.merge(
        name, rules.group(name).flatMap(Account.Group::gid), (a, b) -> a.isPresent() ? a : b);
  }

  /**
   * A user who is in a group beside the own one.
   *
   * @param user name of the user
   */
  record Member(String user, String group) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.-]{0,31}");

    /** Reads {@code adduser USER GROUP} and its like. */
    static Optional<Member> ofCommand(String command, List<String> words) {
      Optional<ScriptOptions> options =
          switch (command) {
            case "adduser", "addgroup" -> ScriptOptions.of(words, "--quiet --system");
            case "usermod" -> ScriptOptions.of(words, "-a -G: --append --groups:");
            case "gpasswd" -> ScriptOptions.of(words, "-a: --add:");
            default -> Optional.empty();
          };
      return options.flatMap(o -> of(command, o));
    }

    private static Optional<Member> of(String command, ScriptOptions o) {
      List<String> names = o.operands();
      Optional<Member> member =
          switch (command) {
            case "usermod" ->
                o.has("-a", "--append") && names.size() == 1
                    ? o.value("-G", "--groups").map(g -> new Member(names.getFirst(), g))
                    : Optional.empty();
            case "gpasswd" ->
                names.size() == 1
                    ? o.value("-a", "--add").map(u -> new Member(u, names.getFirst()))
                    : Optional.empty();
            default ->
                names.size() == 2
                    ? Optional.of(new Member(names.get(0), names.get(1)))
                    : Optional.empty();
          };
      return member.filter(
          m -> NAME.matcher(m.user()).matches() && NAME.matcher(m.group()).matches());
    }
  }

  /** Puts a user into a group; both must be added as well. */
  void join(Member member) {
    members.computeIfAbsent(member.group(), g -> new TreeSet<>()).add(member.user());
  }

  boolean hasUser(String name) {
    return users.containsKey(name);
  }

  boolean hasGroup(String name) {
    return groups.containsKey(name);
  }

  /** The number of a user's own group. */
  int ownGroup(String name) {
    AccountEffect user = users.get(name);
    return user == null ? gid(name) : primary(user);
  }

  /** Gives every account its number; none is added afterwards. */
  void number() {
    Map<String, Optional<Integer>> wanted = new TreeMap<>();
    users.forEach((name, user) -> wanted.put(name, user.id()));
    uids = numbered(wanted, Map.of());
    gids = numbered(groups, uids);
  }

  private static Map<String, Integer> numbered(
      Map<String, Optional<Integer>> wanted, Map<String, Integer> preferred) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    Set<Integer> taken = new HashSet<>();
    wanted.forEach(
        (name, id) -> {
          if (id.isPresent()) {
            numbers.put(name, id.get());
            taken.add(id.get());
          }
        });
    for (String name : new TreeSet<>(wanted.keySet())) {
      if (!numbers.containsKey(name)) {
        int number = preferred.getOrDefault(name, FIRST + Math.floorMod(name.hashCode(), COUNT));
        while (!taken.add(number)) {
          number = FIRST + (number - FIRST + 1) % COUNT;
        }
        numbers.put(name, number);
      }
    }
    return numbers;
  }

  int uid(String name) {
    return known(uids, "user", name);
  }

  int gid(String name) {
    return known(gids, "group", name);
  }

  private static int known(Map<String, Integer> numbers, String sort, String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new InvalidInput("cannot use " + sort + " " + name + ": it is defined nowhere");
    }
    return number;
  }

  /** The text of {@code /etc/passwd} (passwd(5)), by number; nobody can log in by password. */
  String passwd() {
    StringBuilder text = new StringBuilder();
    for (String name : byNumber(uids)) {
      AccountEffect user = users.get(name);
      if (user != null) {
        text.append(name).append(":*:").append(uid(name)).append(':').append(primary(user));
        text.append(':').append(user.comment()).append(':').append(user.home());
        text.append(':').append(user.shell()).append('\n');
      }
    }
    return text.toString();
  }

  private int primary(AccountEffect user) {
    String group = user.group().orElse("nogroup");
    return group.matches("[0-9]{1,5}") ? Integer.parseInt(group) : gid(group);
  }

  /** The text of {@code /etc/group} (group(5)), by number. */
  String group() {
    StringBuilder text = new StringBuilder();
    for (String name : byNumber(gids)) {
      text.append(name).append(":*:").append(gid(name)).append(':');
      List<String> joined =
          members.getOrDefault(name, Set.of()).stream().filter(users::containsKey).toList();
      text.append(String.join(",", joined)).append('\n');
    }
    return text.toString();
  }

  private static List<String> byNumber(Map<String, Integer> numbers) {
    return numbers.keySet().stream()
        .sorted(Comparator.comparingInt((String n) -> numbers.getOrDefault(n, 0)))
        .toList();
  }
}
