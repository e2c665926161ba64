package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whittle.testarchive.TestArchive;
import org.whittle.testarchive.TestKey;

/**
 * Archives that must not be trusted, or cannot be read: the sync fails, the source says why, and
 * what was there before stays.
 */
class BadArchiveIT {
  private static final String KEY_REMEDY =
      ". If the vendor has new keys, give the source its new keyring; if not, do not use this"
          + " address";
  private static final String MIRROR_REMEDY =
      ". Sync again; if it stays, use another mirror: what this one sends was changed";

  @Test
  void aReleaseOfAnotherKeyIsNotTrusted() throws Exception {
    try (SmallArchive archive = SmallArchive.named("other-key")) {
      TestKey other = TestKey.named("somebody", TestArchive.KEY_CREATED);
      archive.stable().signedBy(other);
      archive.publish(Duration.ZERO);

      failsAtOnce(
          archive,
          "cannot trust release "
              + archive.release()
              + ": it is signed by key "
              + other.fingerprint()
              + ", not by a key of the keyring"
              + KEY_REMEDY);
    }
  }

  @Test
  void aReleaseThatWasTamperedWithIsNotTrusted() throws Exception {
    try (SmallArchive archive = SmallArchive.named("tampered")) {
      byte[] file =
          Files.readAllBytes(archive.archive().directory().resolve("dists/stable/InRelease"));
      String text = new String(file, StandardCharsets.UTF_8).replace("Label: Test", "Label: Best");
      archive.server().replace("dists/stable/InRelease", text.getBytes(StandardCharsets.UTF_8));

      failsAtOnce(
          archive,
          "cannot trust release "
              + archive.release()
              + ": the signature by key "
              + archive.archive().key().fingerprint()
              + " does not match its text"
              + MIRROR_REMEDY);
    }
  }

  @Test
  void aReleaseThatIsNotSignedIsNotTrusted() throws Exception {
    try (SmallArchive archive = SmallArchive.named("unsigned")) {
      byte[] file =
          Files.readAllBytes(archive.archive().directory().resolve("dists/stable/Release"));
      archive.server().replace("dists/stable/InRelease", file);

      failsAtOnce(
          archive,
          "cannot trust release "
              + archive.release()
              + ": it is not signed. Check that the address is that of a package archive, and that"
              + " no portal or proxy on the way answers in its place");
    }
  }

  @Test
  void anExpiredReleaseIsRefused() throws Exception {
    try (SmallArchive archive = SmallArchive.named("expired")) {
      archive.stable().validFor(Duration.ofDays(7));
      archive.publish(Duration.ZERO);

      failsAtOnce(
          archive,
          "cannot accept release "
              + archive.release()
              + ": it expired at 2025-01-09T03:04:05Z. The mirror is stale, or somebody holds"
              + " patches back: use another mirror, and check the clock of this machine");
    }
  }

  @Test
  void anArchiveThatRollsBackIsRefusedAndTheSnapshotStays() throws Exception {
    try (SmallArchive archive = SmallArchive.named("rolled-back")) {
      long source = added(archive);
      syncs(source);
      archive.publish(Duration.ofDays(-1));

      fails(
          source,
          1,
          "cannot accept release "
              + archive.release()
              + ": its date 2025-01-01T03:04:05Z is older than the previous snapshot's,"
              + " 2025-01-02T03:04:05Z. The mirror is behind, or somebody rolls patches back: sync"
              + " again later or use another mirror");
      assertEquals(5, packagesOf("rolled-back"));

      archive.publish(Duration.ofDays(2));
      syncs(source);
      assertEquals(2, snapshots(source).get("total").asInt());
    }
  }

  @Test
  void anIndexThatIsNotTheSignedOneIsRefusedAndTheSnapshotStays() throws Exception {
    try (SmallArchive archive = SmallArchive.named("bad-index")) {
      long source = added(archive);
      syncs(source);
      archive.stable().remove("bad-index-left");
      archive.publish(Duration.ofDays(1));
      archive.server().corrupt("dists/stable/main/binary-amd64/Packages.xz");

      JsonNode job = Client.administrator().run("sources/" + source + "/sync");
      assertEquals("FAILED", job.get("state").asText(), job::toString);
      String message = job.get("message").asText();
      assertEquals(
          "cannot use index main/binary-amd64/Packages.xz from "
              + archive.server().uri()
              + "dists/stable/main/binary-amd64/Packages.xz: its SHA-256 is # instead of #. The"
              + " mirror may be changing just now: sync again in some minutes, or use another"
              + " mirror",
          message.replaceAll("[0-9a-f]{64}", "#"));
      isFailed(source, 1, message);
      assertEquals(5, packagesOf("bad-index"));

      archive.server().heal();
      syncs(source);
      assertEquals(4, packagesOf("bad-index"));
    }
  }

  @Test
  void aMirrorOutOfReachIsNamed() throws Exception {
    SmallArchive archive = SmallArchive.named("out-of-reach");
    archive.close();

    failsAtOnce(
        archive,
        "cannot fetch release from "
            + archive.release()
            + ": the connection was refused. Check the address, the network and the proxy, and try"
            + " again");
  }

  @Test
  void aSuiteThatTheArchiveLacksIsNamed() throws Exception {
    try (SmallArchive archive = SmallArchive.named("no-suite")) {
      Map<String, String> wanted = archive.source("absent", "OTHER");
      long source = Client.administrator().post("sources", wanted).is(201).get("id").asLong();

      fails(
          source,
          0,
          "cannot find suite \"absent\" in archive "
              + archive.server().uri()
              + ": it has no dists/absent/InRelease. Check the address and the suite");
    }
  }

  @Test
  void aSourceNeedsAKeyringThatCanBeRead() throws Exception {
    try (SmallArchive archive = SmallArchive.named("no-keyring")) {
      refused(
          archive,
          "keyring",
          "",
          "cannot add a source without a keyring: nobody could sign for it");
      refused(archive, "keyring", "x", "cannot read keyring: it is neither armored nor Base64");
      refused(
          archive,
          "keyring",
          "bm8ga2V5IGF0IGFsbA==",
          "cannot read keyring: it is not a list of public keys");
      refused(
          archive,
          "keyring",
          archive.archive().key().armoredKeyring().replace("=", "+"),
          "cannot read keyring: its ASCII armor is broken");
    }
  }

  @Test
  void aSourceIsDescribedWell() throws Exception {
    try (SmallArchive archive = SmallArchive.named("described")) {
      refused(
          archive,
          "name",
          "Not A Name",
          "cannot use source name \"Not A Name\": lower-case letters, digits, . _ + - expected");
      refused(
          archive,
          "uri",
          "gopher://archive",
          "cannot use archive address \"gopher://archive\": http, https or file is expected");
      refused(
          archive,
          "uri",
          "http://a b/",
          "cannot use archive address \"http://a b/\": it is no URI");
      refused(
          archive,
          "suite",
          "../..",
          "cannot use source suite \"../..\": a name such as bookworm expected");
      refused(
          archive,
          "architecture",
          "all",
          "cannot use architecture \"all\" for a source: name a machine's");
    }
  }

  @Test
  void aNameIsTakenOnce() throws Exception {
    try (SmallArchive archive = SmallArchive.named("twice")) {
      added(archive);

      Client.administrator()
          .post("sources", archive.source("OTHER"))
          .isProblem(409, "cannot add source \"twice\": the name is taken");
    }
  }

  @Test
  void aSourceThatIsSwitchedOffIsNotSynced() throws Exception {
    try (SmallArchive archive = SmallArchive.named("switched-off")) {
      long source = added(archive);
      Client.administrator().post("sources/" + source + "/disable").is(200);

      Client.administrator()
          .post("sources/" + source + "/sync")
          .isProblem(409, "cannot sync source switched-off: it is switched off");
      assertEquals(0, archive.server().requests().size());
    }
  }

  private static void refused(SmallArchive archive, String member, String value, String title)
      throws IOException {
    Map<String, String> source = archive.source("OTHER");
    source.put(member, value);
    Client.administrator().post("sources", source).isProblem(400, title);
  }

  private static long added(SmallArchive archive) throws IOException {
    return Client.administrator()
        .post("sources", archive.source("OTHER"))
        .is(201)
        .get("id")
        .asLong();
  }

  private static void failsAtOnce(SmallArchive archive, String message) throws Exception {
    fails(added(archive), 0, message);
  }

  private static void fails(long source, int snapshots, String message) throws Exception {
    JsonNode job = Client.administrator().run("sources/" + source + "/sync");

    assertEquals(
        "FAILED " + message, job.get("state").asText() + " " + job.get("message").asText());
    isFailed(source, snapshots, message);
  }

  private static void isFailed(long source, int snapshots, String message) throws IOException {
    JsonNode now = source(source);
    assertEquals("FAILED", now.get("syncState").asText());
    assertEquals(message, now.get("lastError").asText());
    assertEquals(snapshots, snapshots(source).get("total").asInt());
    assertEquals(snapshots == 0, now.get("newest").isNull());
  }

  private static void syncs(long source) throws Exception {
    JsonNode job = Client.administrator().run("sources/" + source + "/sync");

    assertEquals("DONE", job.get("state").asText(), job::toString);
    assertEquals("SYNCED", source(source).get("syncState").asText());
    assertEquals("null", source(source).get("lastError").asText());
  }

  private static JsonNode source(long id) throws IOException {
    return Client.administrator().get("sources/" + id).is(200);
  }

  private static JsonNode snapshots(long id) throws IOException {
    return Client.administrator().get("sources/" + id + "/snapshots").is(200);
  }

  private static int packagesOf(String archive) throws IOException {
    return Client.administrator()
        .get("packages?text=" + archive + "-")
        .is(200)
        .get("total")
        .asInt();
  }
}
