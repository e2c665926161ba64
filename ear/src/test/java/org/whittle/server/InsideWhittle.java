package org.whittle.server;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Makes the archive that carries a test into the server, beside the application. */
final class InsideWhittle {
  private static final String STRUCTURE =
      """
      <jboss-deployment-structure xmlns="urn:jboss:deployment-structure:1.3">
        <deployment>
          <dependencies>
            <module name="deployment.whittle.ear" export="true"/>
            <module name="deployment.whittle.ear.whittle-ejb.jar"/>
            <module name="deployment.whittle.ear.whittle-batch.jar"/>
            <module name="org.wildfly.security.elytron"/>
          </dependencies>
        </deployment>
      </jboss-deployment-structure>
      """;

  private InsideWhittle() {}

  /**
   * An archive of the given classes that sees the application's classes. EJBs are injected by their
   * global names, {@code java:global/whittle/whittle-ejb/<class>}.
   */
  static WebArchive archive(Class<?>... classes) {
    return ShrinkWrap.create(WebArchive.class, classes[0].getSimpleName() + ".war")
        .addClasses(classes)
        .addClass(Actor.class)
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
        .addAsWebInfResource(new StringAsset(STRUCTURE), "jboss-deployment-structure.xml");
  }
}
