package org.whittle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whittle.backup.Restore;
import org.whittle.backup.ShippedSchema;
import org.whittle.kernel.Digest;
import org.whittle.launcher.DataDatabase;
import org.whittle.launcher.RestoredFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a backup back. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "Bring a backup back, into a data folder that is empty or not there.",
    footer = {"", "An older schema is migrated when the server starts on it."})
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIRECTORY", description = "The folder of backups.")
  private Path directory = Path.of("");

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--at",
      paramLabel = "BACKUP",
      description = "The name of its folder (default: the newest that was finished).")
  private @Nullable String at;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    Path binaries = MariaDb.below(DataOption.root());
    Restore restore = new Restore(directory, ShippedSchema.newest());
    Restore.Restored restored =
        restore.into(() -> new DataTarget(binaries, data.folder()), Optional.ofNullable(at));
    PrintWriter out = command.commandLine().getOut();
    out.println(
        "restored "
            + restored.folder().getFileName()
            + " into "
            + data.folder()
            + ": schema "
            + restored.schema()
            + ", "
            + restored.blobs()
            + " blobs, "
            + Cells.bytes(restored.bytes()));
    for (Digest digest : restored.damaged()) {
      out.println("was damaged before the backup: " + digest);
    }
    if (!restored.damaged().isEmpty()) {
      out.println("Start the server and run its housekeeping, which makes these again.");
    }
    out.flush();
    return Whittle.OK;
  }

  /** A data folder of the launcher. */
  private static final class DataTarget implements Restore.Target {
    private final Path binaries;
    private final RestoredFolder folder;

    DataTarget(Path binaries, Path data) {
      this.binaries = binaries;
      this.folder = RestoredFolder.begin(data);
    }

    @Override
    public Path store() {
      return folder.store();
    }

    @Override
    public void keep(String name, String secret) {
      folder.keep(name, secret);
    }

    @Override
    public void load(Path sql) {
      try (DataDatabase database = folder.newDatabase(binaries)) {
        database.load(sql);
      }
    }

    @Override
    public void finish() {
      folder.finish();
    }

    @Override
    public void close() {
      folder.close();
    }
  }
}
