package org.whittle.application.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whittle.application.Caller;
import org.whittle.build.ImageBuilder;
import org.whittle.format.PackageContents;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.Progress;
import org.whittle.patches.Impacts;

/**
 * Computes what only new packages tell: the impact by file, and what their changelogs say. Fetches
 * and unpacks them, but only where the library contains the old ones. Runs outside any transaction.
 */
@ApplicationScoped
public class ComputeImpact {
  private static final System.Logger LOG = System.getLogger(ComputeImpact.class.getName());

  @Inject private Impacts impacts;
  @Inject private ReadChangelogs changelogs;
  @Inject private ImageBuilder builder;
  @Inject private Caller caller;

  /**
   * Computes all that is computable now; a package that cannot be had leaves its impact unknown.
   */
  public void run(Progress progress) {
    compare(progress);
    changelogs.run(progress);
  }

  private void compare(Progress progress) {
    List<Impacts.Pending> pending = impacts.pending(caller.project());
    if (pending.isEmpty()) {
      return;
    }
    try {
      Map<Digest, PackageContents> contents = new HashMap<>();
      builder
          .unpack(pending.stream().map(Impacts.Pending::replacement).distinct().toList(), progress)
          .forEach(unpacked -> contents.put(unpacked.archive(), unpacked));
      impacts.compare(pending, contents);
    } catch (Failure failure) {
      LOG.log(
          System.Logger.Level.WARNING,
          "impact by file stays unknown: {0}",
          failure.messageWithRemedy());
    }
  }
}
