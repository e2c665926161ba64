package org.whittle.verification;

import java.util.List;
import org.whittle.blueprint.MachineConfig.Target;

/**
 * What a machine is made of where it is to run, as far as QEMU knows such parts.
 *
 * @param disk the device of the drive {@code root}
 * @param network the device of the network {@code n}
 */
record Hardware(String disk, String network) {
  /** Of a target; of {@code any}, what none of the others has. */
  static Hardware of(Target target) {
    return switch (target) {
      case KVM -> new Hardware("virtio-blk-pci", "virtio-net-pci");
      case CLOUD -> new Hardware("nvme,serial=root", "virtio-net-pci");
      case VMWARE -> new Hardware("ide-hd", "vmxnet3");
      case ANY -> new Hardware("ide-hd", "e1000e");
    };
  }

  List<String> networkArguments() {
    return List.of("-device", network + ",netdev=n,romfile=");
  }

  /** The disk of a file, which is not changed. */
  List<String> diskArguments(BootTest.Medium.Disk medium) {
    return List.of(
        "-drive",
        "if=none,id=root,snapshot=on,format=" + medium.format() + ",file=" + medium.file(),
        "-device",
        disk + ",drive=root");
  }
}
