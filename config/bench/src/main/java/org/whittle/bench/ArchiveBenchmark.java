package org.whittle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.InstallabilityCheck;
import org.whittle.resolver.InstallabilityReport;
import org.whittle.universe.DebianUniverse;

/** Whole archives: read, open prepared, check. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ArchiveBenchmark {
  private DebianUniverse base = Indices.base();
  private DebianUniverse all = Indices.all();
  private Path cache = Path.of("");

  /** Keeps a prepared index. */
  @Setup
  public void prepare() throws IOException {
    cache = Files.createTempDirectory("whittle-bench");
    Indices.read(Indices.files(), Optional.of(cache));
  }

  /** Reads the base suite from plain text. */
  @Benchmark
  public DebianUniverse readBase() {
    return Indices.base();
  }

  /** Opens the prepared index of all suites. */
  @Benchmark
  public DebianUniverse openPrepared() {
    return Indices.read(Indices.files(), Optional.of(cache));
  }

  /** Checks the base suite. */
  @Benchmark
  public InstallabilityReport checkBase() {
    return InstallabilityCheck.run(base, CandidatePolicy.CANDIDATE_ONLY);
  }

  /** Checks every version of all suites. */
  @Benchmark
  public InstallabilityReport checkAllVersions() {
    return InstallabilityCheck.run(all, CandidatePolicy.ALL_VERSIONS);
  }
}
