package org.whittle.composition.boot;

import java.util.ArrayList;
import java.util.List;
import org.whittle.blueprint.Blueprint;
import org.whittle.format.FileEntry;
import org.whittle.kernel.FilePath;
import org.whittle.store.BlobStore;
import org.whittle.thinning.SelectedFile;

/**
 * Units of systemd that a machine adds to those of its image (systemd.unit(5)): the image's process
 * under the image's name, the network, and the power button.
 */
final class SystemdUnits {
  private static final String SHELL = "ExecStart=/run/machine/busybox sh /run/machine/";

  private final FilePath folder;
  private final BlobStore store;
  private final List<SelectedFile> files = new ArrayList<>();

  private SystemdUnits(FilePath folder, BlobStore store) {
    this.folder = folder;
    this.store = store;
  }

  /** The units, in a folder that takes the place of {@code /run/systemd/system}. */
  static List<SelectedFile> in(FilePath folder, Blueprint blueprint, BlobStore store) {
    SystemdUnits units = new SystemdUnits(folder, store);
    units.link("default.target", "/usr/lib/systemd/system/multi-user.target");
    units.unit(
        blueprint.name() + ".service",
        "multi-user",
        """
        [Unit]
        Description=Process of the image
        Wants=network-online.target
        After=network-online.target

        [Service]
        # It opens its standard error again by name, which a socket of the journal does not allow.
        StandardOutput=tty
        StandardError=tty
        Restart=always
        RestartSec=1
        TimeoutStopSec=20
        """
            + SHELL
            + "service\n");
    units.unit(
        "machine-network.service",
        "network-online",
        """
        [Unit]
        Description=Addresses by DHCP
        Wants=network.target
        Before=network.target network-online.target

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        """
            + SHELL
            + "network\n");
    units.unit(
        "machine-power.service",
        "multi-user",
        """
        [Unit]
        Description=Power button

        [Service]
        """
            + SHELL
            // As poweroff.target is asked for: SIGRTMIN+4 (systemd(1), "Signals").
            + "attend 38\n");
    return units.files;
  }

  private void unit(String name, String target, String text) {
    files.add(Places.selected(Places.text(folder.child(name), 0644, text, store)));
    link(target + ".target.wants/" + name, "../" + name);
  }

  private void link(String path, String to) {
    FilePath at = folder;
    for (String step : path.split("/", -1)) {
      at = at.child(step);
    }
    files.add(Places.selected(FileEntry.symlink(at, to)));
  }
}
