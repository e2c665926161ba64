package org.whittle.portal.library;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.application.library.ImagePage;
import org.whittle.application.library.ReadLibrary;
import org.whittle.application.library.VersionDifference;
import org.whittle.application.library.VersionDifference.Change;
import org.whittle.application.library.VersionDifference.FileChange;
import org.whittle.application.library.VersionDifference.PackageChange;
import org.whittle.application.library.VersionRow;

/** What differs between two versions of an image. */
@Named
@ViewScoped
public class DifferencePage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadLibrary library;

  private String name = "";
  private int from;
  private int to;
  private List<Integer> numbers = List.of();
  private @Nullable VersionDifference difference;

  /** Compares; without numbers the newest version with the one before it. */
  public void load() {
    ImagePage image = library.image(name);
    numbers = image.versions().stream().map(VersionRow::number).toList();
    to = to == 0 ? image.row().newestVersion() : to;
    from = from == 0 ? Math.max(1, to - 1) : from;
    difference = library.difference(name, from, to);
  }

  /** The difference. */
  public @Nullable VersionDifference getDifference() {
    return difference;
  }

  /** Versions to choose from. */
  public List<Integer> getNumbers() {
    return numbers;
  }

  /** How many packages were added, removed and changed. */
  public long packages(Change change) {
    VersionDifference known = difference;
    return known == null
        ? 0
        : known.packages().stream().filter(row -> row.change() == change).count();
  }

  /** How many files were added, removed and changed. */
  public long files(Change change) {
    VersionDifference known = difference;
    return known == null ? 0 : known.files().stream().filter(row -> row.change() == change).count();
  }

  /** Files of a package that differ. */
  public List<FileChange> filesOf(String packageName) {
    VersionDifference known = difference;
    return known == null
        ? List.of()
        : known.files().stream().filter(row -> row.packageName().equals(packageName)).toList();
  }

  /** Files of no package that is listed: overlays and what is generated. */
  public List<FileChange> getOtherFiles() {
    VersionDifference known = difference;
    if (known == null) {
      return List.of();
    }
    List<String> listed = known.packages().stream().map(PackageChange::name).toList();
    return known.files().stream().filter(row -> !listed.contains(row.packageName())).toList();
  }

  /** The largest change of a package's size: what the bars are drawn against. */
  public long getLargest() {
    VersionDifference known = difference;
    return known == null
        ? 0
        : known.packages().stream().mapToLong(row -> Math.abs(row.sizeChange())).max().orElse(0);
  }

  /** The image's name. */
  public String getName() {
    return name;
  }

  /** The image's name. */
  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name;
  }

  /** The version to compare from. */
  public int getFrom() {
    return from;
  }

  /** The version to compare from. */
  public void setFrom(int from) {
    this.from = from;
  }

  /** The version to compare to. */
  public int getTo() {
    return to;
  }

  /** The version to compare to. */
  public void setTo(int to) {
    this.to = to;
  }
}
