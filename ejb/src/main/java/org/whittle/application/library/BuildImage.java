package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import org.whittle.application.Roles;
import org.whittle.application.jobs.LongWork;
import org.whittle.jobs.JobKind;

/** Builds an image in the background. */
@Stateless
@RolesAllowed({Roles.AUTHOR, Roles.OPERATOR})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BuildImage {
  @Inject private BuildRecords records;
  @Inject private LongWork work;

  /** Starts a build; gives the id of the job. */
  public long start(String image) {
    long id = records.imageId(image);
    return work.start("build", JobKind.BUILD, image, OptionalLong.of(id));
  }
}
