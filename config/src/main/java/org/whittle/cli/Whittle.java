package org.whittle.cli;

import java.io.PrintWriter;
import org.whittle.client.Refused;
import org.whittle.kernel.Failure;
import org.whittle.kernel.Unavailable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of Whittle. */
@Command(
    name = "whittle",
    description = "A library of thin server images.",
    mixinStandardHelpOptions = true,
    version = "whittle 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BuildCommand.class,
      WatchCommand.class,
      ArtifactFilesCommand.class,
      ArtifactDiffCommand.class,
      FsckCommand.class,
      LoginCommand.class,
      StatusCommand.class,
      SourcesCommand.class,
      PackagesCommand.class,
      ImagesCommand.class,
      PreviewCommand.class,
      PatchesCommand.class,
      HoldsCommand.class,
      RolloutsCommand.class,
      PromotionsCommand.class,
      EvidenceCommand.class,
      WindowsCommand.class,
      NotificationsCommand.class,
      RunRebuildCommand.class,
      JobsCommand.class,
      UsersCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      StoryCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:the server, a job or a check said no, or there is no solution",
      "2:the command was written wrong, or an index cannot be read",
      "3:the server does not answer"
    },
    footerHeading = "%nOn index files, without a server:%n",
    footer = {
      "  resolve          Tell which packages some names need.",
      "  check            Tell which packages cannot be installed.",
      "  why              Tell why a package is needed.",
      "",
      "Environment:",
      "  WHITTLE_SERVER   the server, if --server does not name one",
      "  WHITTLE_TOKEN    an API token, in place of the one that login saved"
    })
public final class Whittle {
  static final int OK = 0;
  static final int TOLD_NO = 1;
  static final int UNREACHABLE = 3;

  private Whittle() {}

  /** Runs a command and ends with its status. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Whittle())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler((thrown, failed, result) -> say(thrown, failed.getErr()));
  }

  /** Prints what went wrong and what to do about it; the exit status for it. */
  private static int say(Exception thrown, PrintWriter out) throws Exception {
    return switch (thrown) {
      case Refused refused -> {
        out.println("whittle: " + refused.title());
        refused.detail().ifPresent(detail -> out.println("  " + detail));
        refused.remedy().ifPresent(remedy -> out.println("  " + remedy));
        yield TOLD_NO;
      }
      case Failure failure -> {
        out.println("whittle: " + failure.getMessage());
        failure.remedy().ifPresent(remedy -> out.println("  " + remedy));
        yield failure instanceof Unavailable ? UNREACHABLE : TOLD_NO;
      }
      default -> throw thrown;
    };
  }
}
