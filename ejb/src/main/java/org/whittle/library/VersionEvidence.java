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

/** Keeps what was found of a version when it was built: faults, effects, tests and misses. */
@ApplicationScoped
class VersionEvidence {
  @Inject private Sql sql;

  /** Keeps all of it; to be called inside a transaction. */
  void keep(long versionId, BuildOutcome.Built built) {
    keepFaults(versionId, built);
    keepEffects(versionId, built);
    keepTests(versionId, built);
    keepMisses(versionId, built);
  }

  private void keepMisses(long versionId, BuildOutcome.Built built) {
    List<@Nullable Object[]> misses = new ArrayList<>();
    for (Miss miss : built.misses().misses()) {
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

  private void keepTests(long versionId, BuildOutcome.Built built) {
    List<@Nullable Object[]> tests = new ArrayList<>();
    for (var test : built.tests().outcomes()) {
      tests.add(
          new @Nullable Object[] {
            versionId,
            tests.size(),
            test.name(),
            switch (test.verdict()) {
              case PASSED -> Verdict.PASSED;
              case FAILED -> Verdict.FAILED;
              case NOT_RUN -> Verdict.UNKNOWN;
            },
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
}
