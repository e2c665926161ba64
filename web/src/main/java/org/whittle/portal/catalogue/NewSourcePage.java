package org.whittle.portal.catalogue;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.whittle.application.sources.AddSource;
import org.whittle.application.sources.NewSource;
import org.whittle.catalogue.SourceKind;
import org.whittle.kernel.Unavailable;
import org.whittle.portal.frame.Says;

/** The form that describes a source by hand. */
@Named
@RequestScoped
public class NewSourcePage {
  private static final int LARGEST_KEYRING = 1_000_000;
  private static final String ARMOR = "-----BEGIN PGP";

  @EJB private AddSource adding;
  @Inject private Says says;

  private String name = "";
  private String uri = "";
  private String suite = "";
  private String components = "main";
  private String architecture = "amd64";
  private SourceKind kind = SourceKind.OTHER;
  private String keyring = "";
  private @Nullable Part file;

  /** Adds the source; the answer to a mistake is on this page. */
  public String add() {
    var source =
        adding.add(new NewSource(name, uri, suite, components, architecture, kind, keys()));
    says.done("sources.added", source.name());
    return "/catalogue/source?faces-redirect=true&id=" + source.id();
  }

  /** The uploaded file if there is one, else what was pasted. */
  private String keys() {
    Part upload = file;
    if (upload == null || upload.getSize() == 0) {
      return keyring.strip();
    }
    try (InputStream in = upload.getInputStream()) {
      byte[] bytes = in.readNBytes(LARGEST_KEYRING);
      String text = new String(bytes, StandardCharsets.US_ASCII);
      return text.stripLeading().startsWith(ARMOR)
          ? text
          : Base64.getEncoder().encodeToString(bytes);
    } catch (IOException e) {
      throw new Unavailable("cannot read the uploaded keyring: " + e.getMessage(), e);
    }
  }

  /** Kinds to choose from. */
  public SourceKind[] getKinds() {
    return SourceKind.values();
  }

  /** The source's name. */
  public String getName() {
    return name;
  }

  /** The source's name. */
  public void setName(String name) {
    this.name = name.strip();
  }

  /** The archive's address. */
  public String getUri() {
    return uri;
  }

  /** The archive's address. */
  public void setUri(String uri) {
    this.uri = uri.strip();
  }

  /** The suite. */
  public String getSuite() {
    return suite;
  }

  /** The suite. */
  public void setSuite(String suite) {
    this.suite = suite.strip();
  }

  /** The components. */
  public String getComponents() {
    return components;
  }

  /** The components. */
  public void setComponents(String components) {
    this.components = components.strip();
  }

  /** The architecture. */
  public String getArchitecture() {
    return architecture;
  }

  /** The architecture. */
  public void setArchitecture(String architecture) {
    this.architecture = architecture.strip();
  }

  /** What the source is for. */
  public SourceKind getKind() {
    return kind;
  }

  /** What the source is for. */
  public void setKind(SourceKind kind) {
    this.kind = kind;
  }

  /** The pasted keys. */
  public String getKeyring() {
    return keyring;
  }

  /** The pasted keys. */
  public void setKeyring(String keyring) {
    this.keyring = keyring;
  }

  /** The uploaded keys. */
  public @Nullable Part getFile() {
    return file;
  }

  /** The uploaded keys. */
  public void setFile(@Nullable Part file) {
    this.file = file;
  }
}
