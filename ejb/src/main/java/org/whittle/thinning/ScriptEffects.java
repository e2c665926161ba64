package org.whittle.thinning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.whittle.format.PackageContents;
import org.whittle.format.shell.ShellNode;
import org.whittle.rules.Covered;
import org.whittle.thinning.MaintainerScript.Line;
import org.whittle.thinning.ThinTree.UnknownEffect;

/**
 * What a package's {@code preinst} and {@code postinst} do on a new installation: accounts, links
 * and files, and the lines whose effect is neither understood nor covered by rules, which is
 * unknown.
 */
final class ScriptEffects {
  private static final List<String> SCRIPTS = List.of("preinst", "postinst");

  /** What is longer is not judged by its words. */
  private static final int MAX_COMMAND = 2000;

  /** Shell syntax that does nothing by itself. */
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(set\\s+[-+]\\w+|exit(\\s+\\S+)?|return(\\s+\\S+)?|shift(\\s+\\d)?|true|false|:|;;|\\{|}"
              + "|\\(|\\)|then|else|fi|do|done|esac|break|continue"
              + "|case\\s.*\\sin|for\\s\\w+(\\s+in\\s.*)?"
              + "|[\\w-]+\\s*\\(\\)\\s*\\{?|function\\s.*"
              + "|\\(?[\\w|*\" .<>=$?-]+\\)(\\s*(:|true|exit \\d+)?\\s*;;)?"
              + "|(local|readonly|export)(\\s+\\w+(=\\S*)?)+"
              + "|\\w+=(\"[^`]*\"|'[^']*'|[^`\\s]*)(\\s*;;)?)");

  /** Commands that only look. */
  private static final Pattern QUERY =
      Pattern.compile(
          "(\\[.*|test\\s.*|(command\\s+-[vV]|which|type|hash|getent|id|groups|stat|cmp|diff|expr|ls|pidof"
              + "|dpkg\\s+(--compare-versions|-s|-l|-L|-S|--(status|list|listfiles|search|verify|validate"
              + "|assert|print)[\\w-]*)|dpkg-query|dpkg-vendor|dpkg-statoverride\\s+(--quiet\\s+)?--list"
              + "|update-alternatives\\s+--(query|list|display|get-selections)"
              + "|ischroot|mountpoint|readlink|realpath|basename|dirname|uname|wc|[efz]?grep|cut|tr|sort"
              + "|uniq|head|tail|cat|md5sum|sha\\d*sum|sed\\s+(?!.*(-i|--in-place)).*|awk|mawk|read"
              + "|py3versions|debconf-show|getcap|aa-status|dpkg-divert\\s+--(list|listpackage|truename))(\\s.*)?)"
              + "|\\.\\s+/etc/default/\\S+");

  /** Commands about the running system, messages, debconf, and removal of leftovers. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(echo|printf|db_\\w+|invoke-rc\\.d|update-rc\\.d|systemctl|deb-systemd-(helper|invoke)"
              + "|ldconfig|dpkg-trigger|dpkg-maintscript-helper|py3compile|pycompile|rm|rmdir"
              + "|service|start-stop-daemon|alias|ucfr|kill|killall|pkill|sleep|cd|umask|unset|trap"
              + "|update-mime-database|update-desktop-database|update-icon-caches)\\b.*");

  private static final Pattern CONFMODULE = Pattern.compile("\\. /usr/share/debconf/confmodule.*");
  private static final Pattern REDIRECTED =
      Pattern.compile("[^<&>]*[^2&<>]>\\s*(?!/dev/(null|stderr)|&)[^&\\s].*");

  private static final Pattern OTHER_BRANCH =
      Pattern.compile(
          "\\(?\\s*((abort|failed)-[\\w-]+|upgrade|remove|purge|triggered|disappear|deconfigure)"
              + "(\\s*\\|\\s*((abort|failed)-[\\w-]+|upgrade|remove|purge|triggered|disappear"
              + "|deconfigure))*\\s*\\)");

  private final List<AccountEffect> accounts = new ArrayList<>();
  private final List<Accounts.Member> members = new ArrayList<>();
  private final List<Alternative> alternatives = new ArrayList<>();
  private final List<UnknownEffect> unknown = new ArrayList<>();

  /**
   * Reads the scripts of a package.
   *
   * @param files whether what they do to files is to be done: not where rules decide about these
   */
  static ScriptEffects of(
      PackageContents contents, List<Covered> covered, ScriptWorld world, boolean files) {
    ScriptEffects effects = new ScriptEffects();
    for (String script : SCRIPTS) {
      String text = contents.controlFiles().get(script);
      if (text != null) {
        world.begin(contents, script.equals("postinst"));
        List<Covered> concerning = covered.stream().filter(c -> c.concerns(script, text)).toList();
        effects.read(new Source(contents, script, text, concerning), world, files);
      }
    }
    return effects;
  }

  /** A script, and the rules that speak of it. */
  private record Source(
      PackageContents contents, String script, String text, List<Covered> covered) {
    boolean covers(Line line) {
      return covered.stream().anyMatch(c -> c.covers(line.text()));
    }

    UnknownEffect effect(Line line) {
      return new UnknownEffect(contents.id(), script, line.number(), line.text());
    }
  }

  private void read(Source source, ScriptWorld world, boolean files) {
    ParsedScript script = ParsedScript.of(source.text());
    MaintainerScript lines = script.lines();
    Optional<Set<Integer>> open = script.shell().flatMap(s -> run(source, lines, s, world, files));
    if (open.isEmpty()) {
      read(source, lines);
    } else {
      open.get().stream()
          .map(lines::at)
          .distinct()
          .filter(line -> !line.generated() && !source.covers(line))
          .forEach(line -> unknown.add(source.effect(line)));
    }
  }

  /** Goes through a script; the numbers of lines that are not understood, empty if none is. */
  private Optional<Set<Integer>> run(
      Source source, MaintainerScript lines, ShellNode script, ScriptWorld world, boolean files) {
    ScriptCommands commands =
        new ScriptCommands(
            world,
            files ? Optional.of(new ScriptFiles(world, source.contents())) : Optional.empty(),
            new DebconfAnswers(source.contents()),
            text -> text.length() <= MAX_COMMAND && isWithoutEffect(lines, text.replace('\n', ' ')),
            line -> source.covers(lines.at(line)),
            line -> source.effect(lines.at(line)));
    boolean preinst = source.script().equals("preinst");
    ScriptVariables variables =
        new ScriptVariables(preinst ? List.of("install") : List.of("configure", ""));
    variables.set("DPKG_ROOT", Optional.of(""), true);
    variables.set(
        "DPKG_MAINTSCRIPT_PACKAGE", Optional.of(source.contents().id().name().value()), true);
    try {
      new ScriptRun(commands, variables).run(script);
    } catch (ScriptRun.TooLong e) {
      return Optional.empty();
    }
    accounts.addAll(commands.accounts());
    members.addAll(commands.members());
    alternatives.addAll(commands.alternatives());
    return Optional.of(commands.open());
  }

  /** By its lines alone, where a script is not understood as a whole. */
  private void read(Source source, MaintainerScript lines) {
    boolean skipping = false;
    for (Line line : lines.lines()) {
      skipping = skipping ? !line.text().endsWith(";;") : isOtherBranch(line.text());
      if (recognised(line)
          || skipping
          || line.generated()
          || isWithoutEffect(lines, line.text())
          || source.covers(line)) {
        continue;
      }
      unknown.add(source.effect(line));
    }
  }

  /** A branch of a script's action that a new installation never takes. */
  private static boolean isOtherBranch(String text) {
    return OTHER_BRANCH.matcher(text).matches();
  }

  /** Conditions count as well: what a line runs to decide may have effects itself. */
  private static boolean isWithoutEffect(MaintainerScript script, String text) {
    return SYNTAX.matcher(text).matches()
        || CONFMODULE.matcher(text).matches()
        || ShellCommands.of(text).stream().allMatch(command -> isHarmless(script, command));
  }

  private static boolean isHarmless(MaintainerScript script, String command) {
    return SYNTAX.matcher(command).matches()
        || CONFMODULE.matcher(command).matches()
        || script.isOwn(command)
        || (HARMLESS.matcher(command).matches() && !REDIRECTED.matcher(command).matches())
        || (QUERY.matcher(command).matches() && !ShellCommands.writes(command));
  }

  private boolean recognised(Line line) {
    Optional<AccountEffect> account = AccountEffect.ofCommand(line.expanded());
    account.ifPresent(accounts::add);
    List<Alternative> alternative = Alternative.ofCommand(line.expanded());
    alternatives.addAll(alternative);
    return account.isPresent() || !alternative.isEmpty();
  }

  /** Users and groups that the scripts would add. */
  List<AccountEffect> accounts() {
    return accounts;
  }

  /** Users whom the scripts would put into groups. */
  List<Accounts.Member> members() {
    return members;
  }

  /** Links that the scripts would register. */
  List<Alternative> alternatives() {
    return alternatives;
  }

  /** What nothing accounts for. */
  List<UnknownEffect> unknown() {
    return unknown;
  }
}
