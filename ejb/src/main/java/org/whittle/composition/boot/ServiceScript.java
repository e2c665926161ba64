package org.whittle.composition.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.format.FileEntry;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

/** The script that becomes an image's process: as its user, with its environment, in its folder. */
final class ServiceScript {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private ServiceScript() {}

  static String of(RunConfig run, ThinTree image, BlobStore store) {
    List<String> command = new ArrayList<>(run.entryPoint());
    command.addAll(run.command());
    if (command.isEmpty()) {
      throw new InvalidInput(
          "cannot write a machine: the blueprint does not say what is to be started",
          "Give the command in \"image: {entrypoint: [/usr/sbin/app]}\".",
          null);
    }
    TreeMap<String, String> environment = new TreeMap<>();
    environment.put("PATH", PATH);
    environment.putAll(run.environment());
    StringBuilder script = new StringBuilder("#!/run/machine/busybox sh\n");
    script.append("cd ").append(Shell.quoted(run.workingDirectory().value())).append('\n');
    script.append("exec env -i");
    environment.forEach((k, v) -> script.append(' ').append(Shell.quoted(k + "=" + v)));
    // A file that is never there: else the program would look whether one of its name is running.
    script.append(" /run/machine/busybox start-stop-daemon -S -p /run/machine/none");
    user(run.user(), image, store)
        .ifPresent(user -> script.append(" -c ").append(Shell.quoted(user)));
    script.append(" -x ").append(Shell.quoted(command.getFirst())).append(" -- ");
    script.append(Shell.quoted(command.subList(1, command.size()))).append('\n');
    return script.toString();
  }

  /** The user and group in numbers; none for root. */
  private static Optional<String> user(String text, ThinTree image, BlobStore store) {
    if (text.isEmpty() || text.equals("root") || text.matches("0(:0)?")) {
      return Optional.empty();
    }
    int colon = text.indexOf(':');
    String user = colon < 0 ? text : text.substring(0, colon);
    Optional<String[]> known =
        passwd(image, store)
            .lines()
            .map(line -> line.split(":", -1))
            .filter(f -> f.length > 3 && (f[0].equals(user) || f[2].equals(user)))
            .findFirst();
    String uid = known.map(f -> f[2]).orElse(user);
    if (!uid.matches("[0-9]+")) {
      throw new InvalidInput(
          "cannot write a machine: the image has no user " + user,
          "Add the package that makes it, or write the user as UID:GID.",
          null);
    }
    String gid = colon < 0 ? known.map(f -> f[3]).orElse("0") : text.substring(colon + 1);
    return Optional.of(uid + ":" + gid);
  }

  private static String passwd(ThinTree image, BlobStore store) {
    FilePath path = new FilePath("/etc/passwd");
    Optional<FileEntry> file =
        image.files().map(SelectedFile::file).filter(f -> f.path().equals(path)).findFirst();
    if (file.flatMap(FileEntry::content).isEmpty()) {
      return "";
    }
    try (InputStream in = store.open(file.get().content().orElseThrow())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Unavailable("cannot read " + path + " of the image: " + e.getMessage(), e);
    }
  }
}
