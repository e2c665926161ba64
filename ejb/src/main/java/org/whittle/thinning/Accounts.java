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
    byNumber(gids).forEach(name -> text.append(name).append(":*:").append(gid(name)).append(":\n"));
    return text.toString();
  }

  private static List<String> byNumber(Map<String, Integer> numbers) {
    return numbers.keySet().stream()
        .sorted(Comparator.comparingInt((String n) -> numbers.getOrDefault(n, 0)))
        .toList();
  }
}
