package org.whittle.thinning;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file names: paths, libraries and, if it is a text, the commands that a shell would run.
 *
 * <p>A program that opens a file at run time nearly always holds the file's path or its directory
 * as a text. Naming a thing is no proof that it is needed; where no rule speaks, it is the best
 * sign there is.
 *
 * @param paths absolute paths below the usual directories, without trailing slashes
 * @param libraries names such as {@code libfoo.so.1}, which are opened by name
 * @param words what stands where a shell expects a command; empty if it is no text
 */
record Mentions(Set<String> paths, Set<String> libraries, Set<String> words) {
  /** Nothing. */
  static final Mentions NONE = new Mentions(Set.of(), Set.of(), Set.of());

  /** Names the form in which mentions are kept; counts up when it or the scan changes. */
  static final String KIND = "mentions-1";

  /** Beyond it a file is not read: what is larger is data. */
  static final long MAX_FILE = 256L << 20;

  private static final int MAX_RUN = 4096;
  private static final int MIN_RUN = 6;
  private static final int MAX_FOUND = 20_000;
  private static final Pattern PATH =
      Pattern.compile(
          "(?<![\\w.$})-])/(?:usr|etc|var|lib|lib64|bin|sbin|opt|srv)/[\\w.+@%~-]+(?:/[\\w.+@%~-]+)*");
  private static final Pattern LIBRARY = Pattern.compile("lib[\\w+.-]+\\.so(?:\\.\\d+){0,3}");

  private static final String FOLLOWED =
      "[\\s\"']*(?:\\w+=\\S*\\s+)*(?=([a-zA-Z\\[][\\w.+-]*+)(?!=))";

  /** Where a shell expects a command; assignments before it are passed over. */
  private static final List<Pattern> COMMANDS =
      List.of(
          Pattern.compile("(?:^|[;|&(`{!])" + FOLLOWED),
          Pattern.compile(
              "\\b(?:then|do|else|if|elif|while|until|exec|eval|command|nohup|xargs|env|time|nice"
                  + "|which|type|hash|trap)\\b"
                  + FOLLOWED));

  /** Copies the sets. */
  Mentions {
    paths = Set.copyOf(paths);
    libraries = Set.copyOf(libraries);
    words = Set.copyOf(words);
  }

  /**
   * Reads a file.
   *
   * @param text whether it is a text: then commands are of interest, and comments are not
   */
  static Mentions read(InputStream in, boolean text) throws IOException {
    Scan scan = new Scan(text);
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      for (int i = 0; i < n; i++) {
        scan.take(buffer[i]);
      }
    }
    scan.end();
    return new Mentions(scan.paths, scan.libraries, scan.words);
  }

  private static final class Scan {
    private final boolean text;
    private final StringBuilder run = new StringBuilder();
    private final Set<String> paths = new TreeSet<>();
    private final Set<String> libraries = new TreeSet<>();
    private final Set<String> words = new TreeSet<>();

    Scan(boolean text) {
      this.text = text;
    }

    void take(byte b) {
      if ((b >= ' ' && b < 0x7f) || b == '\t') {
        if (run.length() < MAX_RUN) {
          run.append((char) b);
        }
      } else {
        end();
      }
    }

    void end() {
      if (run.length() >= (text ? 1 : MIN_RUN)) {
        found(text ? withoutComment(run.toString()) : run.toString());
      }
      run.setLength(0);
    }

    private static String withoutComment(String line) {
      String bare = line.strip();
      return bare.startsWith("#") && !bare.startsWith("#!") ? "" : bare;
    }

    private void found(String run) {
      if (run.indexOf('/') >= 0) {
        for (Matcher m = PATH.matcher(run); m.find() && paths.size() < MAX_FOUND; ) {
          paths.add(trimmed(m.group()));
        }
      }
      Matcher library = LIBRARY.matcher(run);
      if (library.matches() && libraries.size() < MAX_FOUND) {
        libraries.add(run);
      }
      if (text) {
        for (Pattern command : COMMANDS) {
          for (Matcher m = command.matcher(run); m.find() && words.size() < MAX_FOUND; ) {
            words.add(m.group(1));
          }
        }
      }
    }

    /** Without a format ({@code %s}) or the end of a sentence. */
    private static String trimmed(String path) {
      String trimmed = path;
      int percent = trimmed.indexOf('%');
      if (percent >= 0) {
        trimmed = trimmed.substring(0, Math.max(1, trimmed.lastIndexOf('/', percent)));
      }
      while (trimmed.length() > 1 && (trimmed.endsWith(".") || trimmed.endsWith("/"))) {
        trimmed = trimmed.substring(0, trimmed.length() - 1);
      }
      return trimmed;
    }
  }

  byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Set<String> texts : List.of(paths, libraries, words)) {
        out.writeInt(texts.size());
        for (String text : new TreeSet<>(texts)) {
          byte[] raw = text.getBytes(StandardCharsets.UTF_8);
          out.writeShort(raw.length);
          out.write(raw);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array has no faults", e);
    }
    return bytes.toByteArray();
  }

  /** Reads the encoded form; empty if it is not whole: then the file is read again. */
  static Optional<Mentions> decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      List<Set<String>> read = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Set<String> texts = new TreeSet<>();
        for (int count = in.readInt(); count > 0; count--) {
          byte[] raw = new byte[in.readUnsignedShort()];
          in.readFully(raw);
          texts.add(new String(raw, StandardCharsets.UTF_8));
        }
        read.add(texts);
      }
      return Optional.of(new Mentions(read.get(0), read.get(1), read.get(2)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
