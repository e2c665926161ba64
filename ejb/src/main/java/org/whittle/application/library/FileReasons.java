package org.whittle.application.library;

import org.whittle.build.ReasonText;
import org.whittle.library.ListedFile;

/** Words the reasons of files. */
final class FileReasons {
  private FileReasons() {}

  /** Why the file is there, as a sentence without its end. */
  static String sentence(ListedFile listed) {
    return ReasonText.of(listed.file().path(), listed.reason());
  }
}
