package org.whittle.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.JobContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a lane that are still planned, one by one.
 *
 * <p>The checkpoint is in the lines themselves: one that has ended is not planned any more, so that
 * a restart reads on behind the last that was built.
 */
@Named
@Dependent
public class PlannedLineReader extends AbstractItemReader {
  @Inject private JobContext context;

  @Inject
  @BatchProperty(name = LaneMapper.LANE)
  private String lane;

  @EJB private SystemWork system;

  @Override
  public @Nullable Long readItem() throws InterruptedException {
    return system.next(JobNumber.of(context), Integer.parseInt(lane)).orElse(null);
  }
}
