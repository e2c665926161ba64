package org.whittle.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.testarchive.TestArchive;
import org.whittle.testarchive.TestKey;

/** What a mirror refuses, and in which words. */
class MirrorFaultTest extends MirrorFixture {
  private static final String CHANGING =
      ". The mirror may be changing just now: sync again in some minutes, or use another mirror";
  private static final String UNREACHABLE =
      ". Check the address, the network and the proxy, and try again";

  private String fault(KnownRelease... previous) {
    return assertThrows(Corrupted.class, () -> sync(previous)).messageWithRemedy();
  }

  private <F extends Failure> String fault(Class<F> kind, SourceDefinition source) {
    return assertThrows(kind, () -> sync(source, Progress.NONE)).messageWithRemedy();
  }

  @Test
  void anExpiredReleaseIsRefusedEvenIfItIsKnown() throws Exception {
    suite().validFor(Duration.ofDays(7));
    archive.write();
    clock.move(Duration.ofDays(7));
    assertEquals(
        "cannot accept "
            + inRelease()
            + ": it expired at 2026-06-08T10:00:00Z. The mirror is stale, or somebody holds"
            + " patches back: use another mirror, and check the clock of this machine",
        fault(new KnownRelease(DATE, digest(IN_RELEASE))));
  }

  @Test
  void aReleaseFromTheFutureIsRefused() throws Exception {
    archive.write();
    resign(text -> text.replace("10:00:00 UTC", "11:00:01 UTC"));
    assertEquals(
        "cannot accept "
            + inRelease()
            + ": its date 2026-06-01T11:00:01Z is in the future. Check the clock of this machine",
        fault());
  }

  @Test
  void aReleaseThatRollsBackIsRefused() {
    archive.write();
    assertEquals(
        "cannot accept "
            + inRelease()
            + ": its date 2026-06-01T10:00:00Z is older than the previous snapshot's,"
            + " 2026-06-01T10:00:01Z. The mirror is behind, or somebody rolls patches back: sync"
            + " again later or use another mirror",
        fault(new KnownRelease(DATE.plusSeconds(1), Digest.of("newer"))));
  }

  @Test
  void theReleaseOfAnotherSuiteIsRefused() {
    suite().releaseField("Suite", "testing").releaseField("Codename", "brie");
    archive.write();
    assertEquals(
        "cannot accept "
            + inRelease()
            + ": it is for suite \"testing\" with codename \"brie\", not for \"stable\". Ask for"
            + " the suite by the name that the release gives itself, or use another mirror",
        fault());
  }

  @Test
  void aReleaseOfAnotherKeyIsRefusedAndNothingIsFetchedOrStored() throws Exception {
    TestKey other = TestKey.named("other", TestArchive.KEY_CREATED);
    suite().signedBy(other);
    archive.write();
    assertEquals(
        "cannot trust "
            + inRelease()
            + ": it is signed by key "
            + other.fingerprint()
            + ", not by a key of the keyring. If the vendor has new keys, give the source its new"
            + " keyring; if not, do not use this address",
        fault());
    assertEquals(List.of(IN_RELEASE), server.requests());
    assertFalse(store.contains(digest(IN_RELEASE)));
  }

  @Test
  void aTamperedReleaseIsRefused() {
    archive.write();
    server.corrupt(IN_RELEASE);
    String fault = fault();
    assertEquals(
        "cannot trust " + inRelease() + ": ", fault.substring(0, fault.indexOf(": the ") + 2));
  }

  @Test
  void anUnsignedReleaseIsRefused() throws Exception {
    archive.write();
    server.replace(IN_RELEASE, file("dists/stable/Release"));
    assertEquals(
        "cannot trust "
            + inRelease()
            + ": it is not signed. Check that the address is that of a package archive, and that"
            + " no portal or proxy on the way answers in its place",
        fault());
  }

  @Test
  void aReleaseThatSaysTooLittleOrNonsenseIsRefused() throws Exception {
    archive.write();
    resign(text -> text.replaceFirst("(?m)^Date: .*\n", ""));
    assertEquals(
        "cannot use " + inRelease() + ": cannot use stanza of release at line 1: no field Date",
        fault());
    resign(text -> text.replaceFirst("(?m)^Date: .*", "Date: yesterday"));
    assertEquals("cannot use " + inRelease() + ": cannot read Date \"yesterday\"", fault());
    resign(text -> text + " abc def\n");
    assertEquals("cannot use " + inRelease() + ": cannot read SHA256 entry \"abc def\"", fault());
    resign(text -> text + " " + "0".repeat(64) + " 1 main/binary-amd64/Packages\n");
    assertEquals(
        "cannot use "
            + inRelease()
            + ": cannot read SHA256 entries: two differ for main/binary-amd64/Packages",
        fault());
  }

  @Test
  void aTamperedIndexIsRefused() throws Exception {
    archive.write();
    String path = INDEX + ".xz";
    byte[] bad = file(path);
    bad[bad.length / 2] ^= 1;
    server.corrupt(path);
    assertEquals(
        "cannot use index main/binary-amd64/Packages.xz from "
            + uri(path)
            + ": its SHA-256 is "
            + Digest.of(bad).hex()
            + " instead of "
            + digest(path).hex()
            + CHANGING,
        fault());
    assertFalse(store.contains(digest(INDEX)));
  }

  @Test
  void anIndexOfAnotherSizeIsRefused() throws Exception {
    archive.write();
    String path = INDEX + ".xz";
    server.replace(path, new byte[10]);
    assertEquals(
        "cannot use index main/binary-amd64/Packages.xz from "
            + uri(path)
            + ": it has 10 bytes instead of "
            + file(path).length
            + ". The mirror may be changing: try again in some minutes",
        fault());
  }

  @Test
  void anIndexWhoseTextIsNotWhatTheReleasePromisesIsRefused() throws Exception {
    archive.write();
    resign(
        text ->
            text.replaceFirst(
                "[0-9a-f]{64}( +\\d+ main/binary-amd64/Packages\n)", "0".repeat(64) + "$1"));
    assertEquals(
        "cannot use text of index main/binary-amd64/Packages.xz from "
            + uri(INDEX + ".xz")
            + ": its SHA-256 is "
            + digest(INDEX).hex()
            + " instead of "
            + "0".repeat(64)
            + CHANGING,
        fault());
  }

  @Test
  void aDownloadThatStaysTruncatedIsUnavailable() throws Exception {
    archive.write();
    String path = INDEX + ".xz";
    server.truncate(path, 0);
    assertEquals(
        "cannot fetch index main/binary-amd64/Packages.xz from "
            + uri(path)
            + ": the connection broke after 0 of "
            + file(path).length
            + " bytes"
            + UNREACHABLE,
        fault(Unavailable.class, source("stable", "main")));
  }

  @Test
  void anUnreachableMirrorIsUnavailable() {
    SourceDefinition source = source("stable", "main");
    server.close();
    assertEquals(
        "cannot fetch release from "
            + source.uri()
            + "dists/stable/InRelease: the connection was refused"
            + UNREACHABLE,
        fault(Unavailable.class, source));
  }

  @Test
  void aSuiteThatTheArchiveLacksIsNotFound() {
    archive.write();
    assertEquals(
        "cannot find suite \"future\" in archive "
            + server.uri()
            + ": it has no dists/future/InRelease. Check the address and the suite",
        fault(NotFound.class, source("future", "main")));
  }

  @Test
  void aComponentThatTheReleaseLacksIsNotFound() {
    archive.write();
    assertEquals(
        "cannot find component extra for amd64 in "
            + inRelease()
            + ": it offers main for amd64. Choose a component and an architecture that the"
            + " release offers",
        fault(NotFound.class, source("stable", "extra")));
  }
}
