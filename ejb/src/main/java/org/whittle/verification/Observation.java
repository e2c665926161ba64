package org.whittle.verification;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How processes in the sandbox are observed: by strace around the inner sandbox, so that static
 * programs and those that start others are seen as well.
 *
 * @param strace path of the tool; empty if nothing can be observed
 * @param whyNot why nothing can be observed and what to do
 */
record Observation(Optional<String> strace, String whyNot) {
  /** Bytes of a record; what comes after is not written, and the record counts as cut off. */
  static final long MAX_RECORD = 64L << 20;

  static Observation by(String strace) {
    return new Observation(Optional.of(strace), "");
  }

  static Observation without(String whyNot) {
    return new Observation(Optional.empty(), whyNot);
  }

  /**
   * The words before a command that is to be observed. The kernel itself sorts out the calls that
   * are of interest ({@code --seccomp-bpf}); others cost nothing.
   */
  List<String> prefix(Path record) {
    return List.of(
        strace.orElseThrow(),
        "-f",
        "--quiet=attach,personality",
        "-y",
        "--seccomp-bpf",
        "--decode-pids=pidns",
        "--signal=" + String.join(",", new TreeSet<>(AbnormalEnd.CRASHES.keySet())),
        "--string-limit=4096",
        "--trace=" + TraceReader.CALLS,
        "-o",
        // dd keeps nothing to itself that would be lost when a process beside a test is killed.
        "|dd status=none bs=64K iflag=count_bytes count="
            + MAX_RECORD
            + " of='"
            + record
            + "'; cat >/dev/null");
  }
}
