package org.whittle.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.whittle.backup.Backup;
import org.whittle.kernel.Digest;
import org.whittle.launcher.DataDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes database and store away together. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Take database, store and secrets of this machine's server away together, while it runs or"
          + " not.",
      "Later backups to the same folder copy only what is new. It holds the secrets of the server,"
          + " and only its owner can enter it."
    },
    footer = {"", "Ends with 1 if something is damaged in the store, which is named."})
final class BackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIRECTORY", description = "The folder of backups.")
  private Path directory = Path.of("");

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "7",
      description = "How many backups stay there (default: ${DEFAULT-VALUE}).")
  private int keep;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    Path binaries = MariaDb.below(DataOption.root());
    try (DataDatabase database = DataDatabase.of(binaries, data.folder())) {
      Backup backup = new Backup(data.folder(), source(database), Clock.systemUTC());
      Backup.Taken taken = backup.to(directory, keep);
      PrintWriter out = command.commandLine().getOut();
      out.println("backup " + taken.folder());
      out.println(
          "database "
              + Cells.bytes(taken.databaseBytes())
              + "; "
              + taken.blobs()
              + " blobs, "
              + Cells.bytes(taken.blobBytes())
              + "; copied now: "
              + taken.copied()
              + ", "
              + Cells.bytes(taken.copiedBytes()));
      if (taken.removed() > 0) {
        out.println(taken.removed() + " older backups removed");
      }
      for (Digest digest : taken.damaged()) {
        out.println("damaged in the store, and not in the backup: " + digest);
      }
      out.flush();
      return taken.damaged().isEmpty() ? Whittle.OK : Whittle.TOLD_NO;
    }
  }

  private static Backup.DatabaseSource source(DataDatabase database) {
    return new Backup.DatabaseSource() {
      @Override
      public int schema() {
        return database.schema();
      }

      @Override
      public void dump(OutputStream to) {
        database.dump(to);
      }
    };
  }
}
