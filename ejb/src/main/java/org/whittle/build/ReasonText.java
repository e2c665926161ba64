package org.whittle.build;

import org.whittle.kernel.FilePath;
import org.whittle.thinning.Reason;

/** Words the reasons of files. */
public final class ReasonText {
  private ReasonText() {}

  /** Why the file is there, as a sentence without its end. */
  public static String of(FilePath file, Reason reason) {
    String by = reason.because().map(FilePath::value).orElse("");
    String detail = reason.detail();
    return file
        + " "
        + switch (reason.kind()) {
          case ENTRY_POINT -> "is an entry point: " + detail;
          case NEEDED -> "is the library " + detail + " that " + by + " needs";
          case INTERPRETER -> "is the interpreter of " + by;
          case LINK -> "is a link on the way to " + by;
          case LINK_TARGET -> "is where the link " + by + " leads";
          case RULE -> "is kept by rule " + detail;
          case CONFIGURATION -> "is configuration" + (detail.isEmpty() ? "" : ": " + detail);
          case DIRECTORY -> "is a directory on the way to " + (by.isEmpty() ? detail : by);
          case OVERLAY -> "was added by the blueprint's author";
          case MENTIONED -> "is named as " + detail + " in " + by;
          case PACKAGE -> "belongs to a package that is used: " + detail;
          case IMPORT -> "is the module " + detail + " that " + by + " imports";
          case EFFECT -> "is what a maintainer script would have made: " + detail;
          case LEVEL -> "is kept by the level: " + detail;
        };
  }
}
