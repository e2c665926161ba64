package org.whittle.notifications;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.InvalidInput;

/** The authorities whose certificates a mail server may show, where an operator names them. */
public final class MailAuthorities {
  /** The name of the file in the folder of secrets that has their certificates. */
  public static final String FILE = "mail-authorities.pem";

  private MailAuthorities() {}

  /**
   * Sockets that trust these authorities, and no others.
   *
   * @param pem their certificates, one behind the other (RFC 7468)
   * @throws InvalidInput if these are no certificates
   */
  public static SSLSocketFactory sockets(String pem) {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
      if (certificates.isEmpty()) {
        throw unreadable(null);
      }
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate certificate : certificates) {
        trusted.setCertificateEntry("authority " + trusted.size(), certificate);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable(e);
    }
  }

  private static InvalidInput unreadable(@Nullable Exception cause) {
    return new InvalidInput(
        "cannot read secret \"" + FILE + "\": it has no certificates",
        "Write certificates in PEM to it, or remove it",
        cause);
  }
}
