package org.whittle.batch;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.JobContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that are still planned.
 *
 * <p>The checkpoint is in the lines themselves: one that has ended is not planned any more, so that
 * a restart reads on behind the last that was built.
 */
@Named
@Dependent
public class PlannedLineReader extends AbstractItemReader {
  @Inject private JobContext context;
  @EJB private SystemWork system;

  private List<Long> lines = List.of();
  private int next;

  @Override
  public void open(@Nullable Serializable checkpoint) {
    system.begin(JobNumber.of(context), context.getExecutionId());
    lines = system.planned();
    next = 0;
  }

  @Override
  public @Nullable Long readItem() {
    system.progress(JobNumber.of(context), next, lines.size());
    return next < lines.size() && system.goesOn(JobNumber.of(context)) ? lines.get(next++) : null;
  }
}
