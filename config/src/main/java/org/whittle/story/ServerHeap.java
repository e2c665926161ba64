package org.whittle.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much heap the server's Java has taken from the system. */
@FunctionalInterface
public interface ServerHeap {
  /** Nobody can tell: the server is not ours. */
  ServerHeap UNKNOWN = OptionalLong::empty;

  /** Bytes that the heap has at this moment, used or not; empty if nobody can tell. */
  OptionalLong committed();

  /** The heap of the server that this process has started. */
  static ServerHeap ofDescendant() {
    return () ->
        ProcessHandle.current()
            .descendants()
            .filter(process -> line(process).contains("org.jboss.as.standalone"))
            .findFirst()
            .map(process -> asked(process.pid()))
            .orElse(OptionalLong.empty());
  }

  private static String line(ProcessHandle process) {
    return Optional.ofNullable(process.info().commandLine().orElse(null)).orElse("");
  }

  private static OptionalLong asked(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, String.valueOf(pid), "GC.heap_info")
              .redirectErrorStream(true)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return parse(text);
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** Reads what {@code jcmd GC.heap_info} prints, of JDK 21 and of later ones. */
  static OptionalLong parse(String text) {
    Matcher matcher =
        Pattern.compile("heap\\s+total (?:reserved \\d+K, committed )?(\\d+)K").matcher(text);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)) * 1024)
        : OptionalLong.empty();
  }
}
