package org.whittle.batch;

import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionPlan;
import jakarta.batch.api.partition.PartitionPlanImpl;
import jakarta.batch.runtime.context.JobContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Properties;

/** Deals the planned lines to lanes, a partition each. */
@Named
@Dependent
public class LaneMapper implements PartitionMapper {
  /** The property of a partition that holds the number of its lane. */
  static final String LANE = "lane";

  @Inject private JobContext context;
  @EJB private SystemWork system;

  @Override
  public PartitionPlan mapPartitions() {
    long jobId = JobNumber.of(context);
    system.begin(jobId, context.getExecutionId());
    int lanes = system.deal(jobId);
    Properties[] properties = new Properties[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      properties[lane] = new Properties();
      properties[lane].setProperty(LANE, Integer.toString(lane));
    }
    PartitionPlan plan = new PartitionPlanImpl();
    plan.setPartitions(lanes);
    plan.setThreads(lanes);
    plan.setPartitionProperties(properties);
    return plan;
  }
}
