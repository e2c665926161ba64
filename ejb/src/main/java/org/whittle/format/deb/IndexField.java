package org.whittle.format.deb;

/** The fields of a Packages index that are read without making texts of them. */
public enum IndexField {
  PACKAGE(0, "Package"),
  VERSION(1, "Version"),
  ARCHITECTURE(2, "Architecture"),
  SOURCE(3, "Source"),
  SECTION(4, "Section"),
  PRIORITY(5, "Priority"),
  ESSENTIAL(6, "Essential"),
  PROTECTED(7, "Protected"),
  IMPORTANT(8, "Important"),
  MULTI_ARCH(9, "Multi-Arch"),
  INSTALLED_SIZE(10, "Installed-Size"),
  SIZE(11, "Size"),
  FILENAME(12, "Filename"),
  SHA256(13, "SHA256"),
  DESCRIPTION(14, "Description"),
  PRE_DEPENDS(15, "Pre-Depends"),
  DEPENDS(16, "Depends"),
  RECOMMENDS(17, "Recommends"),
  CONFLICTS(18, "Conflicts"),
  BREAKS(19, "Breaks"),
  PROVIDES(20, "Provides");

  /** How many there are. */
  static final int COUNT = 21;

  private final int place;
  private final String text;

  IndexField(int place, String text) {
    this.place = place;
    this.text = text;
  }

  /** The place among all, from 0. */
  int place() {
    return place;
  }

  /** The name as archives write it. */
  public String text() {
    return text;
  }
}
