package org.whittle.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.ResolutionMode;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolver;
import org.whittle.universe.DebianUniverse;

/** The proved smallest closure from all suites. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MinimalBenchmark {
  private final DebianUniverse universe = Indices.all();

  /** What is asked for. */
  @Param({
    "nginx",
    "postgresql-15",
    "tomcat10",
    "python3-django",
    "task-gnome-desktop",
    "task-kde-desktop"
  })
  public String root = "";

  /** Whether recommendations are followed. */
  @Param({"false", "true"})
  public boolean recommends;

  /** Finds and proves the smallest closure of the root. */
  @Benchmark
  public Resolution smallest() {
    return Resolver.resolve(
        universe,
        ResolutionRequest.of(root).withRecommends(recommends).withMode(ResolutionMode.MINIMAL));
  }
}
