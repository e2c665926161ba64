package org.whittle.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test calls a tool of the system. Where it is absent the test is reported as skipped, and
 * fails under continuous integration ({@code CI=true} or {@code -Dwhittle.ci=true}).
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ToolCondition.class)
@interface RequiresTool {
  /** The names of the commands. */
  String[] value();
}
