package org.whittle.portal.frame;

import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;

/** Puts {@link FailureHandler} in front of the handler of Faces. */
public class FailureHandlerFactory extends ExceptionHandlerFactory {
  /** Wraps the factory of Faces. */
  public FailureHandlerFactory(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new FailureHandler(getWrapped().getExceptionHandler());
  }
}
