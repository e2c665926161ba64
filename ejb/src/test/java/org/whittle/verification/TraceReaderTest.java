package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.Unavailable;

class TraceReaderTest {
  private static final String SANDBOX =
      """
      9     execve("/usr/bin/bwrap", ["bwrap"], 0x7ff /* 9 vars */) = 0
      9     openat(AT_FDCWD</>, "/etc/of-the-host", O_RDONLY) = -1 ENOENT (No such file or directory)
      9     clone(child_stack=NULL, flags=CLONE_NEWNS|SIGCHLD) = 10
      10    pivot_root(".", ".")              = 0
      10    chdir("/srv")                     = 0
      """;
  private static final String START =
      SANDBOX + "10    execve(\"/usr/bin/app\", [\"app\"], 0x1 /* 1 var */) = 0\n";

  @TempDir private Path folder;

  @Test
  void whatTheSandboxDoesIsNotTheImagesDoing() {
    assertEquals("STARTED /usr/bin/app /usr/bin/app", accesses(START));
  }

  @Test
  void foundAndAbsentAreToldApart() {
    assertEquals(
        """
        STARTED /usr/bin/app /usr/bin/app
        FOUND /etc/app.conf /usr/bin/app
        ABSENT /etc/no "quotes" ü /usr/bin/app
        ABSENT /etc/file/below /usr/bin/app\
        """,
        accesses(
            START
                + """
                10    openat(AT_FDCWD</srv>, "/etc/app.conf", O_RDONLY|O_CLOEXEC) = 3</etc/app.conf>
                10    access("/etc/no \\"quotes\\" \\303\\274", R_OK) = -1 ENOENT (No such file or directory)
                10    stat("/etc/file/below", 0x7ffc) = -1 ENOTDIR (Not a directory)
                10    openat(AT_FDCWD</srv>, "/root/secret", O_RDONLY) = -1 EACCES (Permission denied)
                """));
  }

  @Test
  void relativePathsAreMadeAbsolute() {
    assertEquals(
        """
        STARTED /usr/bin/app /usr/bin/app
        ABSENT /srv/a /usr/bin/app
        ABSENT /opt/b /usr/bin/app
        ABSENT /usr/share/c /usr/bin/app
        FOUND /usr /usr/bin/app
        ABSENT /usr/d /usr/bin/app
        ABSENT /var/lib/e /usr/bin/app\
        """,
        accesses(
            START
                + """
                10    access("a", R_OK) = -1 ENOENT (No such file or directory)
                10    openat(AT_FDCWD</opt>, "./b", O_RDONLY) = -1 ENOENT (No such file or directory)
                10    newfstatat(5</usr/share/x>, "../c", 0x1, 0) = -1 ENOENT (No such file or directory)
                10    chdir("../usr") = 0
                10    readlink("d", 0x7ffc, 1023) = -1 ENOENT (No such file or directory)
                10    fchdir(4</var/lib>) = 0
                10    access("e", F_OK) = -1 ENOENT (No such file or directory)
                """));
  }

  @Test
  void whatIsToBeMadeIsToldFromWhatIsToBeRead() {
    assertEquals(
        """
        STARTED /usr/bin/app /usr/bin/app
        NOT_MADE /var/log/app/log /usr/bin/app
        NOT_MADE /var/lib/app/dir /usr/bin/app
        FOUND /etc/a /usr/bin/app
        NOT_MADE /nowhere/b /usr/bin/app
        NOT_MADE /run/app/socket /usr/bin/app
        LISTED /etc/app.d /usr/bin/app\
        """,
        accesses(
            START
                + """
                10    openat(AT_FDCWD</>, "/var/log/app/log", O_WRONLY|O_CREAT, 0644) = -1 ENOENT (No such file or directory)
                10    mkdir("/var/lib/app/dir", 0755) = -1 ENOENT (No such file or directory)
                10    symlink("target", "/etc/a") = 0
                10    symlink("target", "/nowhere/b") = -1 ENOENT (No such file or directory)
                10    bind(3<socket:[1]>, {sa_family=AF_UNIX, sun_path="/run/app/socket"}, 110) = -1 ENOENT (No such file or directory)
                10    getdents64(5</etc/app.d>, 0x1 /* 3 entries */, 32768) = 80
                """));
  }

  @Test
  void programsThatAreStartedHaveTheirOwnNames() {
    assertEquals(
        """
        STARTED /usr/bin/app /usr/bin/app
        ABSENT /usr/local/bin/sh /usr/bin/app
        STARTED /bin/sh /bin/sh
        ABSENT /x /bin/sh
        ABSENT /y /usr/bin/app\
        """,
        accesses(
            START
                + """
                10    vfork( <unfinished ...>
                11    execve("/usr/local/bin/sh", ["sh"], 0x1) = -1 ENOENT (No such file or directory)
                11    execve("/bin/sh", ["sh"], 0x1 <unfinished ...>
                10    <... vfork resumed>)              = 2 /* 11 in strace's PID NS */
                11    <... execve resumed>)             = 0
                11    access("/x", R_OK <unfinished ...>
                10    clone(child_stack=NULL, flags=SIGCHLD) = 3 /* 12 in strace's PID NS */
                11    <... access resumed>)             = -1 ENOENT (No such file or directory)
                12    access("/y", R_OK) = -1 ENOENT (No such file or directory)
                """));
  }

  @Test
  void whatIsNoLineOfARecordIsPassedOver() {
    assertEquals(
        "STARTED /usr/bin/app /usr/bin/app",
        accesses(
            START
                + """

                strace: something
                10    exit_group(0) = ?
                10    open(
                77    <... open resumed>) = 3
                10    access("", R_OK) = -1 ENOENT (No such file or directory)
                10    access("/%s", R_OK) = -1 ENOENT (No such file or directory)
                """
                    .formatted("x".repeat(2000))));
  }

  @Test
  void aRecordThatWasCutOffOrEndsInTheSandboxIsNotWhole() throws IOException {
    assertTrue(read(START, 1 << 20).whole());
    assertFalse(read(START, START.length()).whole());
    assertFalse(read(SANDBOX, 1 << 20).whole());
  }

  @Test
  void aRecordThatCannotBeReadIsSaid() {
    Unavailable fault =
        assertThrows(
            Unavailable.class,
            () -> TraceReader.read("t", folder.resolve("absent"), FilePath.ROOT, 1));
    assertTrue(fault.getMessage().startsWith("cannot read the record of a test: "));
  }

  private String accesses(String record) {
    try {
      return read(record, 1 << 20).accesses().stream()
          .map(a -> a.kind() + " " + a.path() + " " + a.program())
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Trace read(String record, long limit) throws IOException {
    Path file = Files.writeString(folder.resolve("record"), record);
    return TraceReader.read("t", file, new FilePath("/srv"), limit);
  }
}
