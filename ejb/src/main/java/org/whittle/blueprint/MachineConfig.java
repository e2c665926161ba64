package org.whittle.blueprint;

import java.util.Optional;
import java.util.OptionalLong;
import org.whittle.kernel.PackageName;

/**
 * How an image becomes a virtual machine: of use to the formats that boot.
 *
 * @param target where it is to run, which decides on kernel and drivers
 * @param init the first process
 * @param root how its files are kept
 * @param size bytes of a root that can be written to; empty: what its files take, and as much again
 */
public record MachineConfig(Target target, Init init, Root root, OptionalLong size) {
  /** What an image is made for that says nothing else. */
  public static final MachineConfig DEFAULT =
      new MachineConfig(Target.KVM, Init.SMALL, Root.EROFS, OptionalLong.empty());

  /** Where a machine runs. */
  public enum Target {
    /** KVM, QEMU, Firecracker: virtio devices. */
    KVM("linux-image-cloud-amd64"),
    /** The large providers of virtual machines. */
    CLOUD("linux-image-cloud-amd64"),
    /** VMware's products. */
    VMWARE("linux-image-amd64"),
    /** All of these, and machines like theirs. */
    ANY("linux-image-amd64");

    private final String kernel;

    Target(String kernel) {
      this.kernel = kernel;
    }

    /** The archive's package that stands for the newest kernel. */
    public String kernel() {
      return kernel;
    }

    /** Whether the target's machines are among those of another. */
    public boolean includes(Target other) {
      return this == other || this == ANY;
    }
  }

  /** What runs as a machine's first process. */
  public enum Init {
    /** A script that looks after the image's one process. */
    SMALL,
    /** systemd, which is then among the image's packages. */
    SYSTEMD;

    /** The package that an image needs for it. */
    public Optional<PackageName> needs() {
      return this == SYSTEMD ? Optional.of(new PackageName("systemd")) : Optional.empty();
    }
  }

  /** How the files of a machine are kept. */
  public enum Root {
    /** Read-only; what the process writes is in memory and gone at the end. */
    EROFS,
    /** On the disk, and writable. */
    EXT4
  }
}
