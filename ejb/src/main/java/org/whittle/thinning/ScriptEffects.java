package org.whittle.thinning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.whittle.format.PackageContents;
import org.whittle.rules.Covered;
import org.whittle.thinning.MaintainerScript.Line;
import org.whittle.thinning.ThinTree.UnknownEffect;

/**
 * Sorts the lines of a package's {@code preinst} and {@code postinst}: recognised commands, lines
 * without effect on a new image, lines that rules cover, and the rest, which is unknown.
 */
final class ScriptEffects {
  private static final List<String> SCRIPTS = List.of("preinst", "postinst");

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
              + "|service|start-stop-daemon|kill|killall|pkill|sleep|cd|umask|unset|trap"
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
  private final List<Alternative> alternatives = new ArrayList<>();
  private final List<UnknownEffect> unknown = new ArrayList<>();

  /** Reads the scripts of a package. */
  static ScriptEffects of(PackageContents contents, List<Covered> covered) {
    ScriptEffects effects = new ScriptEffects();
    for (String script : SCRIPTS) {
      String text = contents.controlFiles().get(script);
      if (text != null) {
        effects.read(contents, script, text, covered);
      }
    }
    return effects;
  }

  private void read(PackageContents contents, String script, String text, List<Covered> covered) {
    boolean skipping = false;
    MaintainerScript read = new MaintainerScript(text);
    for (Line line : read.lines()) {
      skipping = skipping ? !line.text().endsWith(";;") : isOtherBranch(line.text());
      if (recognised(line) || skipping || line.generated() || isWithoutEffect(read, line.text())) {
        continue;
      }
      if (covered.stream().noneMatch(c -> c.covers(script, text, line.text()))) {
        unknown.add(new UnknownEffect(contents.id(), script, line.number(), line.text()));
      }
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

  /** Links that the scripts would register. */
  List<Alternative> alternatives() {
    return alternatives;
  }

  /** What nothing accounts for. */
  List<UnknownEffect> unknown() {
    return unknown;
  }
}
