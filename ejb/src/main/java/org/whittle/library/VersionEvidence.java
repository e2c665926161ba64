package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.build.BuildOutcome;
import org.whittle.database.Sql;
import org.whittle.verification.Fault;
import org.whittle.verification.Miss;
import org.whittle.verification.MissReport;
import org.whittle.verification.TestOutcome;
import org.whittle.verification.TestReport;

/** Keeps what was found of a version when it was built: faults, effects, tests and misses. */
@ApplicationScoped
class VersionEvidence {
  @Inject private Sql sql;

  /** Keeps all of it; to be called inside a transaction. */
  void keep(long versionId, BuildOutcome.Built built) {
    keepFaults(versionId, built);
    keepEffects(versionId, built);
    keepTests(versionId, built.tests());
    keepMisses(versionId, built.misses());
  }

  void keepMisses(long versionId, MissReport report) {
    List<@Nullable Object[]> misses = new ArrayList<>();
    for (Miss miss : report.misses()) {
      misses.add(
          new @Nullable Object[] {
            versionId,
            misses.size(),
            miss.kind(),
            miss.path().value(),
            miss.owner(),
            miss.program(),
            miss.test()
          });
    }
    sql.batch(
        "insert into miss (image_version_id, ordinal, kind, path, owner, program, test)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        misses);
  }

  private void keepFaults(long versionId, BuildOutcome.Built built) {
    List<@Nullable Object[]> faults = new ArrayList<>();
    for (Fault fault : built.faults()) {
      faults.add(
          new @Nullable Object[] {
            versionId, faults.size(), fault.kind(), fault.path().value(), fault.detail()
          });
    }
    sql.batch(
        "insert into structure_fault (image_version_id, ordinal, kind, path, detail)"
            + " values (?, ?, ?, ?, ?)",
        faults);
  }

  private void keepEffects(long versionId, BuildOutcome.Built built) {
    List<@Nullable Object[]> effects = new ArrayList<>();
    for (var effect : built.tree().unknownEffects()) {
      effects.add(
          new @Nullable Object[] {
            versionId,
            effects.size(),
            effect.id().name().value(),
            effect.script(),
            effect.line(),
            effect.text()
          });
    }
    sql.batch(
        "insert into unknown_effect (image_version_id, ordinal, package_name, script, line, text)"
            + " values (?, ?, ?, ?, ?, ?)",
        effects);
  }

  void keepTests(long versionId, TestReport report) {
    List<@Nullable Object[]> tests = new ArrayList<>();
    for (TestOutcome test : report.outcomes()) {
      tests.add(
          new @Nullable Object[] {
            versionId,
            tests.size(),
            test.name(),
            verdict(test.verdict()),
            test.duration().toMillis(),
            test.detail(),
            test.log()
          });
    }
    sql.batch(
        "insert into test_outcome (image_version_id, ordinal, name, verdict, duration_ms, detail,"
            + " log) values (?, ?, ?, ?, ?, ?, ?)",
        tests);
  }

  static Verdict verdict(TestOutcome.Verdict said) {
    return switch (said) {
      case PASSED -> Verdict.PASSED;
      case FAILED -> Verdict.FAILED;
      case NOT_RUN -> Verdict.UNKNOWN;
    };
  }
}
