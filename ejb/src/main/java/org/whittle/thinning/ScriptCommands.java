package org.whittle.thinning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.whittle.format.shell.ShellNode;
import org.whittle.format.shell.ShellNode.Redirect;
import org.whittle.format.shell.ShellParser;
import org.whittle.kernel.FilePath;
import org.whittle.thinning.ThinTree.UnknownEffect;

/**
 * Does the simple commands of one script, and notes the lines of those that are not understood.
 *
 * <p>Accounts and alternatives are taken even where it is not sure that the script adds them: one
 * more does no harm.
 */
final class ScriptCommands {
  /** Talks to people, and is never of a silent installation. */
  static final String CONFMODULE = "/usr/share/debconf/confmodule";

  private final ScriptWorld world;
  private final Optional<ScriptFiles> files;
  private final ScriptConditions conditions;
  private final DebconfAnswers answers;
  private final Predicate<String> harmless;
  private final Predicate<Integer> covered;
  private final Function<Integer, UnknownEffect> origin;
  private final List<AccountEffect> accounts = new ArrayList<>();
  private final List<Accounts.Member> members = new ArrayList<>();
  private final List<Alternative> alternatives = new ArrayList<>();
  private final Set<Integer> open = new TreeSet<>();
  private boolean foreign;

  /**
   * A command that is to be done.
   *
   * @param caller the script's own command behind which it lies, if it is of another file
   * @param words its arguments, each empty if it is not known
   * @param sure whether it is sure to be run
   */
  record Call(
      Optional<ShellNode.Simple> caller,
      ShellNode.Simple simple,
      String name,
      List<Optional<String>> words,
      boolean sure) {
    int line() {
      return caller.orElse(simple).firstLine();
    }

    boolean writes() {
      return simple.redirects().stream().anyMatch(Redirect::writes);
    }

    Optional<List<String>> known() {
      return words.stream().allMatch(Optional::isPresent)
          ? Optional.of(words.stream().map(Optional::orElseThrow).toList())
          : Optional.empty();
    }
  }

  /**
   * For one script.
   *
   * @param files none if rules decide about the package's files
   * @param answers of debconf
   * @param harmless tells of a command's text whether it has no effect
   * @param covered tells of a line whether rules account for it
   * @param origin names a line
   */
  ScriptCommands(
      ScriptWorld world,
      Optional<ScriptFiles> files,
      DebconfAnswers answers,
      Predicate<String> harmless,
      Predicate<Integer> covered,
      Function<Integer, UnknownEffect> origin) {
    this.world = world;
    this.files = files;
    this.conditions = new ScriptConditions(world);
    this.answers = answers;
    this.harmless = harmless;
    this.covered = covered;
    this.origin = origin;
  }

  /** Does a command; whether it is successful. */
  Truth run(Call call, ScriptVariables variables) {
    if (covered.test(call.line())) {
      return Truth.UNKNOWN;
    }
    Optional<Truth> found =
        call.writes() ? Optional.empty() : conditions.of(call.name(), call.words());
    if (found.isPresent()) {
      return found.get();
    }
    forget(call, variables);
    if (call.name().equals("db_get") && call.sure() && !call.words().isEmpty()) {
      Optional<String> answer = call.words().getFirst().flatMap(answers::to);
      variables.set("RET", answer, true);
      return answer.isPresent() ? Truth.TRUE : Truth.UNKNOWN;
    }
    if (account(call) || alternative(call)) {
      return Truth.TRUE;
    }
    Optional<Truth> done = call.sure() ? files(call) : Optional.empty();
    if (done.isPresent()) {
      return done.get();
    }
    if (harmless.test(call.simple().text())) {
      if (call.name().startsWith("rm")) {
        doubt(call);
      }
      return call.name().equals("echo") ? Truth.TRUE : Truth.UNKNOWN;
    }
    doubt(call);
    if (foreign) {
      variables.forget();
    }
    leave(call.line());
    return Truth.UNKNOWN;
  }

  /** Commands of the shell and of debconf that set variables. */
  private void forget(Call call, ScriptVariables variables) {
    if (call.name().startsWith("db_")) {
      variables.set("RET", Optional.empty(), true);
    }
    switch (call.name()) {
      case "read", "unset", "getopts" ->
          call.words().forEach(w -> variables.set(w.orElse(""), Optional.empty(), true));
      case "eval", "set", "" -> variables.forget();
      case "." -> foreign = true;
      case "umask" ->
          files.ifPresent(
              f -> f.mask(call.sure() && call.words().size() == 1 ? call.known() : none()));
      default -> {}
    }
  }

  private static Optional<List<String>> none() {
    return Optional.empty();
  }

  private boolean account(Call call) {
    List<String> words = call.words().stream().map(w -> w.orElse("")).toList();
    Optional<Accounts.Member> member = Accounts.Member.ofCommand(call.name(), words);
    Optional<AccountEffect> account = AccountEffect.ofWords(call.name(), words);
    account.ifPresent(
        a -> {
          accounts.add(a);
          world.account(a);
        });
    member.ifPresent(members::add);
    return call.known().isPresent() && (account.isPresent() || member.isPresent());
  }

  private boolean alternative(Call call) {
    if (!call.name().endsWith("update-alternatives")) {
      return false;
    }
    List<Alternative> found =
        Alternative.ofCommand(
            "update-alternatives "
                + call.words().stream().map(w -> w.orElse("$")).collect(Collectors.joining(" ")));
    alternatives.addAll(found);
    return !found.isEmpty();
  }

  private Optional<Truth> files(Call call) {
    if (files.isEmpty() || call.known().isEmpty()) {
      return Optional.empty();
    }
    List<String> words = call.known().get();
    UnknownEffect from = origin.apply(call.line());
    if (call.writes()) {
      return written(call, words).flatMap(w -> files.get().write(w.path(), w.text(), from));
    }
    return files.get().run(call.name(), words, from);
  }

  private record Written(FilePath path, String text) {}

  /** A text that is known, to a file that is known. */
  private static Optional<Written> written(Call call, List<String> words) {
    List<Redirect> all = call.simple().redirects();
    List<Redirect> out = all.stream().filter(Redirect::writes).toList();
    Optional<String> path =
        out.size() == 1 && out.getFirst().operator().equals(">")
            ? out.getFirst().target().literal().filter(p -> p.startsWith("/"))
            : Optional.empty();
    Optional<String> text =
        switch (call.name()) {
          case "echo" -> all.size() == 1 ? echoed(words) : Optional.empty();
          case ":" -> all.size() == 1 ? Optional.of("") : Optional.empty();
          case "cat" ->
              words.isEmpty() && all.size() == 2
                  ? all.stream()
                      .flatMap(r -> r.here().stream())
                      .filter(h -> !h.expanded() || !h.text().matches("(?s).*[$`\\\\].*"))
                      .map(ShellNode.Here::text)
                      .findFirst()
                  : Optional.empty();
          default -> Optional.empty();
        };
    return path.isPresent() && text.isPresent()
        ? Optional.of(new Written(FilePath.ROOT.resolveLink(path.get()), text.get()))
        : Optional.empty();
  }

  private static Optional<String> echoed(List<String> words) {
    boolean plain = words.stream().noneMatch(w -> w.contains("\\"));
    boolean options = !words.isEmpty() && words.getFirst().matches("-[neE]+");
    return plain && !options ? Optional.of(String.join(" ", words) + "\n") : Optional.empty();
  }

  /** What is not done here is done by a shell: nobody knows what lies there afterwards. */
  private void doubt(Call call) {
    call.words().stream()
        .flatMap(Optional::stream)
        .filter(w -> w.startsWith("/") && w.length() > 1 && w.indexOf('\0') < 0)
        .forEach(w -> world.doubt(FilePath.ROOT.resolveLink(w)));
    call.simple().redirects().stream()
        .filter(Redirect::writes)
        .flatMap(r -> r.target().literal().stream())
        .filter(w -> w.startsWith("/"))
        .forEach(w -> world.doubt(FilePath.ROOT.resolveLink(w)));
  }

  /** A command that only sets variables, by what nobody knows before it is run. */
  void assigned(Optional<ShellNode.Simple> caller, ShellNode.Simple simple) {
    if (!harmless.test(simple.text())) {
      leave(caller.orElse(simple).firstLine());
    }
  }

  /** A file that several commands write together. */
  void leave(Optional<ShellNode.Simple> caller, Redirect redirect) {
    if (redirect.writes()) {
      leave(caller.map(ShellNode.Simple::firstLine).orElse(redirect.line()));
      redirect
          .target()
          .literal()
          .filter(w -> w.startsWith("/"))
          .ifPresent(w -> world.doubt(FilePath.ROOT.resolveLink(w)));
    }
  }

  private void leave(int line) {
    open.add(line);
  }

  /** A script that this one reads, if a package ships it. */
  Optional<ShellNode> script(String path) {
    return path.startsWith("/")
        ? world.text(FilePath.ROOT.resolveLink(path)).flatMap(ShellParser::parse)
        : Optional.empty();
  }

  List<AccountEffect> accounts() {
    return accounts;
  }

  List<Accounts.Member> members() {
    return members;
  }

  List<Alternative> alternatives() {
    return alternatives;
  }

  /** Lines with commands whose effect is not known. */
  Set<Integer> open() {
    return open;
  }
}
