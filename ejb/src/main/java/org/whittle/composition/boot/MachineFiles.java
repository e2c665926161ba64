package org.whittle.composition.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.MachineConfig;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

/** The files of a machine's start, in {@code /run/machine}, which no package has. */
final class MachineFiles {
  private static final FilePath INIT = new FilePath("/init");
  private static final FilePath HOME = new FilePath("/run/machine");

  /** The names under which the scripts call busybox. */
  private static final List<String> APPLETS =
      List.of(
          "chmod",
          "chown",
          "cp",
          "dd",
          "env",
          "ifconfig",
          "insmod",
          "ip",
          "kill",
          "mkdir",
          "mount",
          "poweroff",
          "reboot",
          "rm",
          "rmdir",
          "route",
          "sh",
          "sleep",
          "start-stop-daemon",
          "switch_root",
          "sync",
          "udhcpc",
          "umount");

  /** Links of {@code /dev} that the kernel does not make. */
  private static final Map<String, String> DEVICES =
      new TreeMap<>(
          Map.of("fd", "/proc/self/fd", "stdin", "fd/0", "stdout", "fd/1", "stderr", "fd/2"));

  private final Machine machine;
  private final Blueprint blueprint;
  private final BlobStore store;

  MachineFiles(Machine machine, Blueprint blueprint, BlobStore store) {
    this.machine = machine;
    this.blueprint = blueprint;
    this.store = store;
  }

  /** What makes the image itself the first root. */
  List<SelectedFile> inMemory(ThinTree image) {
    List<SelectedFile> files = common(image, machine.memoryDrivers());
    files.addAll(Places.missing(image, blueprint.machine().init(), store));
    files.add(text("places", 0644, ""));
    return files;
  }

  /** What makes a first root that goes on with the image on a disk. */
  List<SelectedFile> onDisk(DiskRoot root, ThinTree image) {
    List<SelectedFile> files = common(image, machine.diskDrivers());
    for (String mountPoint : List.of("/dev", "/proc", "/sys", "/sysroot")) {
      files.add(Places.selected(FileEntry.directory(new FilePath(mountPoint), 0755, 0, 0)));
    }
    boolean readOnly = root.kind() == MachineConfig.Root.EROFS;
    files.add(
        text(
            "root",
            0644,
            "partition="
                + root.partition()
                + "\ntype="
                + (readOnly ? "erofs" : "ext4")
                + "\noptions="
                + (readOnly ? "ro" : "rw")
                + "\n"));
    files.add(text("places", 0644, places(image, readOnly)));
    return files;
  }

  /** Directories below {@code /run}, which is empty at each start, and those in memory. */
  private String places(ThinTree image, boolean readOnly) {
    StringBuilder places = new StringBuilder();
    List<FilePath> writable = new ArrayList<>(blueprint.run().writable());
    if (!writable.contains(new FilePath("/tmp"))) {
      writable.add(new FilePath("/tmp"));
    }
    FilePath run = new FilePath("/run");
    image
        .files()
        .map(SelectedFile::file)
        .filter(file -> file.kind() == FileKind.DIRECTORY)
        .distinct()
        .sorted(Comparator.comparing(FileEntry::path))
        .forEach(
            file -> {
              if (file.path().isWithin(run) && !file.path().equals(run)) {
                places.append(line("directory", file));
              } else if (readOnly && writable.remove(file.path())) {
                places.append(line("memory", file));
              }
            });
    if (readOnly && writable.contains(new FilePath("/tmp"))) {
      places.append(line("memory", FileEntry.directory(new FilePath("/tmp"), 01777, 0, 0)));
    }
    return places.toString();
  }

  private static String line(String what, FileEntry directory) {
    return what
        + ' '
        + Integer.toOctalString(directory.mode())
        + ' '
        + directory.uid()
        + ':'
        + directory.gid()
        + ' '
        + Shell.quoted(directory.path().value())
        + '\n';
  }

  private List<SelectedFile> common(ThinTree image, List<FileEntry> drivers) {
    List<SelectedFile> files = new ArrayList<>();
    files.add(Places.selected(Places.text(INIT, 0755, resource("init"), store)));
    for (String script : List.of("attend", "dhcp", "network", "prepare")) {
      files.add(text(script, 0755, resource(script)));
    }
    if (blueprint.machine().init() == MachineConfig.Init.SYSTEMD) {
      files.add(text("start", 0755, resource("start-systemd")));
      files.addAll(SystemdUnits.in(HOME.child("units"), blueprint, store));
    } else {
      files.add(text("start", 0755, resource("start")));
    }
    files.add(text("name", 0644, blueprint.name() + "\n"));
    files.add(text("service", 0755, ServiceScript.of(blueprint.run(), image, store)));
    FileEntry busybox = machine.busybox();
    files.add(
        Places.selected(
            FileEntry.regular(
                HOME.child("busybox"),
                0755,
                0,
                0,
                busybox.size(),
                busybox.content().orElseThrow())));
    FilePath programs = HOME.child("bin");
    for (String applet : APPLETS) {
      files.add(Places.selected(FileEntry.symlink(programs.child(applet), "../busybox")));
    }
    files.add(drivers("order", drivers, files));
    files.add(drivers("later", machine.lateDrivers(), files));
    DEVICES.forEach(
        (name, target) ->
            files.add(Places.selected(FileEntry.symlink(HOME.child("dev").child(name), target))));
    for (String mountPoint : List.of("pts", "shm")) {
      FilePath place = HOME.child("dev").child(mountPoint);
      files.add(Places.selected(FileEntry.directory(place, 0755, 0, 0)));
    }
    return files;
  }

  /** Adds the modules; the list of them in the order in which they are loaded. */
  private SelectedFile drivers(String list, List<FileEntry> drivers, List<SelectedFile> files) {
    StringBuilder order = new StringBuilder();
    for (FileEntry module : drivers) {
      String name = module.path().name();
      files.add(
          Places.selected(
              FileEntry.regular(
                  HOME.child("modules").child(name),
                  0644,
                  0,
                  0,
                  module.size(),
                  module.content().orElseThrow())));
      order.append(name).append('\n');
    }
    return text(list, 0644, order.toString());
  }

  private SelectedFile text(String name, int mode, String text) {
    return Places.selected(Places.text(HOME.child(name), mode, text, store));
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(MachineFiles.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Unavailable("cannot read the machine's script " + name + ": " + e.getMessage(), e);
    }
  }
}
