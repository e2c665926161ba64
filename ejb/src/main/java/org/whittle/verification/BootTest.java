package org.whittle.verification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.RetroTest;
import org.whittle.kernel.Unavailable;
import org.whittle.verification.TestOutcome.Verdict;

/**
 * Boots what an image is as a machine, in QEMU under software emulation: its services answer
 * through forwarded ports of loopback, and a press of the power button ends it in order.
 *
 * <p>The machine reaches nothing outside. Where QEMU or the firmware is not installed, the test is
 * reported as not run. Safe for use by any thread.
 */
public final class BootTest {
  private static final List<Path> FIRMWARE =
      List.of(
          Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd"), Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd"));
  private static final String PROGRAM = "qemu-system-x86_64";

  /** What is booted. */
  public sealed interface Medium {
    /** Megabytes that the firmware and kernel want besides the files of the image. */
    int least();

    /** A disk, by firmware of the UEFI kind; it is not changed. */
    record Disk(Path file, String format) implements Medium {
      @Override
      public int least() {
        return 192;
      }
    }

    /** A kernel and its first root, which is the image, by the emulator itself. */
    record Direct(Path kernel, Path initrd) implements Medium {
      @Override
      public int least() {
        return 96;
      }
    }
  }

  private final Duration limit;

  /**
   * A test that takes at most about this long.
   *
   * @param limit until the first answer
   */
  public BootTest(Duration limit) {
    this.limit = limit;
  }

  /**
   * Boots once.
   *
   * @param name of the outcome
   * @param memory megabytes of the machine
   * @param scratch an empty directory for what the emulator writes; the caller deletes it
   */
  public TestOutcome run(
      String name, Blueprint blueprint, Medium medium, int memory, Path scratch) {
    long start = System.nanoTime();
    Optional<String> absent = absent(medium);
    List<RetroTest> tests = blueprint.tests().stream().filter(t -> port(t) > 0).toList();
    if (absent.isPresent() || tests.isEmpty()) {
      String why = absent.orElse("the blueprint has no test that asks a port");
      return new TestOutcome(name, Verdict.NOT_RUN, Duration.ZERO, why, "");
    }
    try {
      Map<Integer, Integer> ports = new TreeMap<>();
      for (RetroTest test : tests) {
        ports.putIfAbsent(port(test), free());
      }
      try (BootedMachine machine =
          BootedMachine.start(
              command(Hardware.of(blueprint.machine().target()), medium, memory, ports, scratch),
              scratch)) {
        RetroTestRunner.Judged judged = new BootDialogue(machine, limit).hold(tests, ports);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new TestOutcome(name, judged.verdict(), took, judged.detail(), machine.console());
      }
    } catch (IOException e) {
      throw new Unavailable("cannot boot " + name + ": " + e.getMessage(), e);
    }
  }

  /** The port that a test asks; 0 if it asks none, or needs more than the running image. */
  static int port(RetroTest test) {
    return test instanceof RetroTest.Http http
        ? http.port()
        : test instanceof RetroTest.Tcp tcp ? tcp.port() : 0;
  }

  private static Optional<String> absent(Medium medium) {
    if (program().isEmpty()) {
      return Optional.of(
          PROGRAM + " is not installed. Install it with: apt-get install qemu-system-x86");
    }
    return medium instanceof Medium.Disk && !FIRMWARE.stream().allMatch(Files::isReadable)
        ? Optional.of("there is no UEFI firmware. Install it with: apt-get install ovmf")
        : Optional.empty();
  }

  private static Optional<Path> program() {
    return Arrays.stream((System.getenv().getOrDefault("PATH", "") + ":/usr/bin").split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static List<String> command(
      Hardware hardware, Medium medium, int memory, Map<Integer, Integer> ports, Path scratch)
      throws IOException {
    StringBuilder network = new StringBuilder("user,id=n,restrict=on");
    ports.forEach(
        (guest, host) ->
            network.append(",hostfwd=tcp:127.0.0.1:").append(host).append("-:").append(guest));
    List<String> line =
        new ArrayList<>(
            List.of(
                program().orElseThrow().toString(),
                "-machine",
                "q35,accel=tcg",
                "-cpu",
                "max",
                "-m",
                Integer.toString(memory),
                "-nodefaults",
                "-display",
                "none",
                "-no-reboot",
                "-serial",
                "file:" + scratch.resolve("console"),
                "-monitor",
                "stdio",
                "-netdev",
                network.toString()));
    line.addAll(hardware.networkArguments());
    switch (medium) {
      case Medium.Direct direct ->
          line.addAll(
              List.of(
                  "-kernel",
                  direct.kernel().toString(),
                  "-initrd",
                  direct.initrd().toString(),
                  "-append",
                  "console=ttyS0 panic=-1 cryptomgr.notests quiet"));
      case Medium.Disk disk -> {
        Path variables = Files.copy(FIRMWARE.getLast(), scratch.resolve("variables"));
        line.addAll(
            List.of(
                "-drive",
                "if=pflash,format=raw,readonly=on,file=" + FIRMWARE.getFirst(),
                "-drive",
                "if=pflash,format=raw,file=" + variables));
        line.addAll(hardware.diskArguments(disk));
      }
    }
    return line;
  }
}
