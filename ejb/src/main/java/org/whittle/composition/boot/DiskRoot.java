package org.whittle.composition.boot;

import org.whittle.blueprint.MachineConfig;

/**
 * Where the root of a machine is on its disk.
 *
 * @param partition the partition's name, which no other disk has
 * @param kind how its files are kept
 */
public record DiskRoot(String partition, MachineConfig.Root kind) {}
