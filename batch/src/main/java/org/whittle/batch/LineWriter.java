package org.whittle.batch;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Rebuilds the image of each line; what becomes of it is a state of the line. */
@Named
@Dependent
public class LineWriter extends AbstractItemWriter {
  @Inject private JobContext context;
  @EJB private SystemWork system;

  @Override
  public void writeItems(List<Object> lines) {
    long jobId = JobNumber.of(context);
    lines.forEach(line -> system.rebuild(jobId, (Long) line));
  }
}
