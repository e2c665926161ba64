package org.whittle.application.approvals;

import java.util.List;
import java.util.Optional;
import org.whittle.advisory.Severity;

/**
 * How many must approve what touches images with a label, and who may.
 *
 * @param label empty: all images
 * @param value empty: any
 * @param approvers by name; empty: every approver
 * @param urgentFrom the severity from which one approval is enough
 * @param channel the channel whose promotions it speaks of; empty: it speaks of rollouts
 */
public record PolicyView(
    String name,
    String label,
    String value,
    int quorum,
    List<String> approvers,
    Optional<Severity> urgentFrom,
    String channel) {}
