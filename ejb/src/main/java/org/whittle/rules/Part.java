package org.whittle.rules;

import java.util.List;
import org.whittle.kernel.FilePath;

/**
 * What a slice or rule does to the image, each thing with its place in the rule file.
 *
 * <p>Owners and groups are names; thinning knows their numbers.
 *
 * @param keep patterns of files that are kept
 * @param drop patterns of files that are left out, unless something that is kept cannot do without
 * @param needs slices that are taken along
 * @param directories directories that are made, or get this mode and owner
 * @param files files that are made
 * @param links symbolic links that are made
 * @param joins files that are made of files of packages
 * @param adjusts files of packages that get another mode and owner
 * @param users names of users that must exist
 * @param groups names of groups that must exist
 */
public record Part(
    List<Pattern> keep,
    List<Pattern> drop,
    List<Need> needs,
    List<Directory> directories,
    List<Created> files,
    List<Link> links,
    List<Join> joins,
    List<Adjust> adjusts,
    List<Name> users,
    List<Name> groups) {

  /** Copies the lists. */
  public Part {
    keep = List.copyOf(keep);
    drop = List.copyOf(drop);
    needs = List.copyOf(needs);
    directories = List.copyOf(directories);
    files = List.copyOf(files);
    links = List.copyOf(links);
    joins = List.copyOf(joins);
    adjusts = List.copyOf(adjusts);
    users = List.copyOf(users);
    groups = List.copyOf(groups);
  }

  /** A pattern of files. */
  public record Pattern(Position at, Glob glob) {}

  /** A slice that is needed. */
  public record Need(Position at, SliceRef slice) {}

  /** A directory that is made. */
  public record Directory(Position at, FilePath path, int mode, String owner, String group) {}

  /** A file that is made. */
  public record Created(
      Position at, FilePath path, int mode, String owner, String group, String content) {}

  /** A symbolic link that is made. */
  public record Link(Position at, FilePath path, String to) {}

  /** A file that is made of the files that match, in the order of their paths. */
  public record Join(Position at, FilePath path, Glob files, Form form) {}

  /** What files are joined to. */
  public enum Form {
    /** One text behind the other, each ended by a newline. */
    TEXT,
    /** Certificates in PEM, to a key store of certificates that Java trusts. */
    JAVA_KEYSTORE
  }

  /** A package's file that gets another mode and owner. */
  public record Adjust(Position at, FilePath path, int mode, String owner, String group) {}

  /** The name of a user or group. */
  public record Name(Position at, String value) {}
}
