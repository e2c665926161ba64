package org.whittle.build;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.blueprint.MachineConfig;
import org.whittle.blueprint.MachineConfig.Target;
import org.whittle.composition.boot.KernelModule;
import org.whittle.format.FileEntry;
import org.whittle.rules.ContextRule;
import org.whittle.rules.Part;
import org.whittle.rules.RuleSet;
import org.whittle.rules.When;
import org.whittle.thinning.Reason;

/**
 * Chooses drivers by the rules that ask for a machine's options: {@code machine}, {@code
 * machine-disk}, {@code machine-late}, and its target and root as {@code machine-kvm} and {@code
 * machine-erofs}.
 */
final class MachineRules {
  private final RuleSet rules;
  private final Set<String> options;

  private MachineRules(RuleSet rules, Set<String> options) {
    this.rules = rules;
    this.options = options;
  }

  /**
   * What a machine loads before it starts its service.
   *
   * @param disk whether its root is on a disk
   */
  static MachineRules first(RuleSet rules, MachineConfig config, boolean disk) {
    Set<String> options = new HashSet<>(Set.of("machine"));
    for (Target target : Target.values()) {
      if (config.target().includes(target)) {
        options.add("machine-" + target.name().toLowerCase(Locale.ROOT));
      }
    }
    if (disk) {
      options.add("machine-disk");
      options.add("machine-" + config.root().name().toLowerCase(Locale.ROOT));
    }
    return new MachineRules(rules, options);
  }

  /** What any machine loads afterwards. */
  static MachineRules late(RuleSet rules) {
    return new MachineRules(rules, Set.of("machine-late"));
  }

  /** The drivers that rules name, in the rules' order, each with its rule. */
  Map<FileEntry, Reason> choose(List<FileEntry> files) {
    Map<FileEntry, Reason> chosen = new LinkedHashMap<>();
    List<FileEntry> modules =
        files.stream()
            .filter(KernelModule::is)
            .sorted(Comparator.comparing(FileEntry::path))
            .toList();
    for (ContextRule rule : rules.rules()) {
      if (holds(rule.when())) {
        for (Part.Pattern pattern : rule.part().keep()) {
          Reason reason = Reason.of(Reason.Kind.RULE, pattern.at().inFile());
          modules.stream()
              .filter(m -> pattern.glob().matches(m.path()))
              .forEach(m -> chosen.putIfAbsent(m, reason));
        }
      }
    }
    return chosen;
  }

  private boolean holds(When when) {
    Map<String, Optional<String>> wanted = when.options();
    return !wanted.isEmpty()
        && wanted.entrySet().stream()
            .allMatch(
                o ->
                    options.contains(o.getKey())
                        && o.getValue().filter(v -> !v.equals("true")).isEmpty());
  }
}
