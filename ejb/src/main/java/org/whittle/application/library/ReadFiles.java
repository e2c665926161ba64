package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whittle.application.Caller;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.application.RuleSets;
import org.whittle.blueprint.Blueprint;
import org.whittle.build.UnpackedContents;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.library.FileLists;
import org.whittle.library.Images;
import org.whittle.library.ListedFile;
import org.whittle.library.Versions;
import org.whittle.store.DerivedData;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinRequest;
import org.whittle.thinning.ThinTree;
import org.whittle.thinning.WhyNot;

/** Reads the files of an image version. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadFiles {
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private FileLists lists;
  @Inject private DerivedData derived;
  @Inject private RuleSets rules;
  @Inject private Caller caller;

  /** Files whose path contains the text, by path. */
  public Page<FileRow> files(String image, int number, String text, PageRequest page) {
    String wanted = text.strip();
    List<ListedFile> found =
        lists.read(version(image, number).tree()).stream()
            .filter(file -> file.file().path().value().contains(wanted))
            .toList();
    return new Page<>(
        found.stream().skip(page.first()).limit(page.size()).map(ReadFiles::row).toList(),
        found.size());
  }

  /** Why a path is in the version, or why not. */
  public WhyFile why(String image, int number, String path) {
    Versions.ImageVersion version = version(image, number);
    List<ListedFile> files = lists.read(version.tree());
    FilePath asked = FilePath.ofMember(path);
    Optional<ListedFile> there = find(files, asked);
    return there.isPresent()
        ? new WhyFile(asked.value(), true, chain(files, there.get()))
        : new WhyFile(asked.value(), false, List.of(whyNot(version, files, asked)));
  }

  /** Sentences from the file to something that stands for itself; a circle ends where it closes. */
  private static List<String> chain(List<ListedFile> files, ListedFile start) {
    List<String> chain = new ArrayList<>();
    Set<FilePath> seen = new HashSet<>();
    Optional<ListedFile> at = Optional.of(start);
    while (at.isPresent() && seen.add(at.get().file().path())) {
      chain.add(FileReasons.sentence(at.get()));
      at = at.get().reason().because().flatMap(by -> find(files, by));
    }
    return chain;
  }

  private String whyNot(Versions.ImageVersion version, List<ListedFile> files, FilePath asked) {
    List<PackageContents> composition = new ArrayList<>();
    for (Versions.Line line : versions.composition(version.id())) {
      Optional<PackageContents> contents = UnpackedContents.find(derived, line.archive());
      if (contents.isEmpty()) {
        return "Unknown: " + line.name() + " " + line.version() + " is not unpacked any more.";
      }
      composition.add(contents.get());
    }
    Blueprint blueprint = Blueprints.parsed(version.blueprint());
    ThinTree tree =
        ThinTree.ofFiles(
            files.stream().map(file -> new SelectedFile(file.file(), file.reason())).toList());
    ThinRequest request =
        new ThinRequest(
            blueprint, Set.copyOf(blueprint.packages()), composition, rules.of(version.id()));
    return WhyNot.explain(request, tree, asked);
  }

  private Versions.ImageVersion version(String image, int number) {
    return versions.version(images.image(caller.project(), image), number);
  }

  private static Optional<ListedFile> find(List<ListedFile> files, FilePath path) {
    return files.stream().filter(file -> file.file().path().equals(path)).findFirst();
  }

  private static FileRow row(ListedFile listed) {
    FileEntry file = listed.file();
    return new FileRow(
        file.path().value(),
        file.kind().name(),
        String.format("%04o", file.mode()),
        file.uid() + ":" + file.gid(),
        file.size(),
        file.content().map(Digest::toString),
        file.link(),
        listed.packageName(),
        FileReasons.sentence(listed),
        listed.reason().because().map(FilePath::value));
  }
}
