package org.whittle.build.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.build.ArchiveBaseline;
import org.whittle.build.Baseline;
import org.whittle.build.BuildOutcome.Failed;
import org.whittle.build.BuildRequest;
import org.whittle.build.PackageSource;
import org.whittle.build.Stage;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Progress;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.SourceDefinition;
import org.whittle.source.Transport;
import org.whittle.store.BlobStore;

/**
 * What a build on this machine draws from.
 *
 * @param baseline the packages on offer
 * @param packages brings them
 * @param lock the lock to write; empty if none is wanted, or one was obeyed
 * @param obeyed the lock that was there
 */
public record Supply(
    Baseline baseline,
    PackageSource packages,
    Optional<LockFile.Wanted> lock,
    Optional<Lock> obeyed) {

  /**
   * What the caller named.
   *
   * @param apt folder of the host's package configuration
   * @param source file with sources; empty: the host's own
   * @param snapshots indices to be used in place of what the sources offer now; may be empty
   * @param snapshotDate what images of snapshots are dated with
   * @param lock obeyed if it is there, else to be written
   */
  public record Named(
      Path apt,
      Optional<Path> source,
      List<Path> snapshots,
      Instant snapshotDate,
      Optional<Path> lock) {
    /** Copies the list. */
    public Named {
      snapshots = List.copyOf(snapshots);
    }
  }

  /**
   * Gathers it; with a lock no archive is asked for what it offers.
   *
   * @throws org.whittle.kernel.Failure if something that was named cannot be used or reached
   */
  public static Supply gather(
      Named named,
      Architecture architecture,
      Transport transport,
      BlobStore store,
      ContentsLibrary contents,
      Clock clock,
      Progress progress) {
    PackageSource packages = PackageSource.through(transport);
    Optional<Lock> lock = named.lock().flatMap(LockFile::read);
    if (lock.isPresent()) {
      return new Supply(LockFile.obey(lock.get(), architecture), packages, Optional.empty(), lock);
    }
    List<SourceDefinition> sources =
        named.source().isPresent()
            ? ArchiveSources.ofFile(named.apt(), named.source().get(), architecture)
            : ArchiveSources.ofHost(named.apt(), architecture);
    if (named.snapshots().isEmpty()) {
      return wanting(
          named,
          FreshBaseline.of(sources, architecture, transport, store, contents, clock, progress),
          packages);
    }
    List<URI> bases = sources.stream().map(SourceDefinition::uri).distinct().toList();
    ArchiveBaseline frozen =
        ArchiveBaseline.of(
            architecture,
            named.snapshots().stream()
                .map(file -> FrozenIndex.read(file, bases.getFirst(), named.snapshotDate()))
                .toList());
    return wanting(named, frozen, new AnyArchive(packages, bases.subList(1, bases.size())));
  }

  private static Supply wanting(Named named, ArchiveBaseline baseline, PackageSource packages) {
    return new Supply(
        baseline,
        packages,
        named.lock().map(file -> new LockFile.Wanted(file, baseline)),
        Optional.empty());
  }

  /**
   * What makes the image another one than the caller may expect, as sentences: what changed since
   * the lock was written, and what of the blueprint only a library can obey.
   */
  public List<String> notes(BuildRequest request) {
    List<String> notes = new ArrayList<>();
    obeyed
        .filter(lock -> !lock.blueprint().equals(request.blueprintDigest()))
        .ifPresent(lock -> notes.add("the blueprint has changed since the lock was written"));
    obeyed
        .filter(lock -> !lock.rules().equals(request.rules().digest()))
        .ifPresent(lock -> notes.add("the rules are not those that the lock was written with"));
    request
        .blueprint()
        .rules()
        .ifPresent(
            version ->
                notes.add(
                    "the blueprint asks for version "
                        + version
                        + " of a library's rules; built with the rules of the folders"));
    return List.copyOf(notes);
  }

  /** A failure in the words of somebody who builds with a lock. */
  public Failed worded(Failed failed) {
    return obeyed.isPresent() && failed.stage() == Stage.RESOLVE
        ? new Failed(
            failed.stage(),
            failed.message(),
            "The lock lacks what the blueprint asks for now: delete it to choose packages anew.")
        : failed;
  }
}
