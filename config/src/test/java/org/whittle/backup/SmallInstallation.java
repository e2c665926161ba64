package org.whittle.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.kernel.Digest;
import org.whittle.store.BlobStore;
import org.whittle.store.FileBlobStore;

/**
 * A data folder with two blobs and a secret, whose database is a text, and a folder for backups.
 */
final class SmallInstallation {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final String FIRST = "2026-11-22T12-00-00.000Z";

  private final Path folder;
  private final Path data;
  private final Path backups;
  private final BlobStore store;

  SmallInstallation(Path folder) throws IOException {
    this.folder = folder;
    data = folder.resolve("data");
    backups = folder.resolve("backups");
    store = new FileBlobStore(data.resolve("store/blobs"));
    put("one");
    store.putPacked("packed ".repeat(1000).getBytes(StandardCharsets.UTF_8));
    Files.createDirectories(data.resolve("secrets"));
    Files.writeString(data.resolve("secrets/first-password"), "secret\n");
  }

  Path folder(String name) {
    return folder.resolve(name);
  }

  Path backups() {
    return backups;
  }

  BlobStore store() {
    return store;
  }

  void put(String content) {
    store.put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  Backup.Taken take(String sql, Instant moment) {
    return backup(sql, () -> {}, moment).to(backups, 7);
  }

  Backup.Taken take(Runnable meanwhile, Instant moment) {
    return backup("insert 1", meanwhile, moment).to(backups, 7);
  }

  Backup backup(String sql, Runnable meanwhile, Instant moment) {
    Backup.DatabaseSource database =
        new Backup.DatabaseSource() {
          @Override
          public int schema() {
            return 13;
          }

          @Override
          public void dump(OutputStream to) {
            meanwhile.run();
            try {
              to.write(sql.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    return new Backup(data, database, Clock.fixed(moment, ZoneOffset.UTC));
  }

  SmallTarget restore(Optional<String> at, int schema) {
    SmallTarget target = new SmallTarget(folder.resolve("restored" + at.orElse("")));
    target.restored = Optional.of(new Restore(backups, schema).into(() -> target, at));
    return target;
  }

  Path blob(Digest digest) {
    return backups.resolve("blobs/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex());
  }

  /** A folder, and what it was given. */
  static final class SmallTarget implements Restore.Target {
    private final Path store;
    private final List<String> secrets = new ArrayList<>();
    private String sql = "";
    private boolean finished;
    private boolean closed;
    private Optional<Restore.Restored> restored = Optional.empty();

    SmallTarget(Path folder) {
      store = folder.resolve("store");
      try {
        Files.createDirectories(store);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Path store() {
      return store;
    }

    @Override
    public void keep(String name, String secret) {
      secrets.add(name + "=" + secret);
    }

    @Override
    public void load(Path file) {
      try {
        sql = Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void finish() {
      try (Stream<Path> files = Files.list(store)) {
        finished = files.allMatch(Files::isDirectory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      closed = true;
    }

    String sql() {
      return sql;
    }

    List<String> secrets() {
      return secrets;
    }

    boolean finished() {
      return finished;
    }

    boolean closed() {
      return closed;
    }

    Optional<Restore.Restored> restored() {
      return restored;
    }
  }
}
