package org.whittle.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The compiled classes of this module, read once. */
final class Classes {
  private static final JavaClasses WHITTLE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.whittle");

  private Classes() {}

  static JavaClasses whittle() {
    return WHITTLE;
  }
}
