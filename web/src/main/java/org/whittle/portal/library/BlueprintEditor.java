package org.whittle.portal.library;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.whittle.application.library.CreateImage;
import org.whittle.application.library.ImagePage;
import org.whittle.application.library.PreviewBlueprint;
import org.whittle.application.library.PreviewView;
import org.whittle.application.library.ReviseBlueprint;
import org.whittle.application.library.VersionPage;
import org.whittle.application.rules.RuleDifference;
import org.whittle.application.rules.TextDifference;
import org.whittle.kernel.Conflict;
import org.whittle.portal.frame.Overview;
import org.whittle.portal.frame.Says;

/** The blueprint editor, for a new image and for one that is there. */
@Named
@ViewScoped
public class BlueprintEditor implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private ImageHeader header;
  @Inject private Says says;
  @Inject private Overview overview;
  @EJB private PreviewBlueprint previewing;
  @EJB private ReviseBlueprint revising;
  @EJB private CreateImage creating;

  private String text = "";
  private int revision;
  private @Nullable PreviewView preview;
  private @Nullable String theirs;
  private int saves;

  /** Takes the image's blueprint into the editor. */
  public void edit() {
    ImagePage image = header.getImage();
    if (image != null) {
      text = image.blueprint();
      revision = image.blueprintRevision();
      preview();
    }
  }

  /** Begins with an example that can be built. */
  public void begin() {
    if (text.isEmpty()) {
      text = EXAMPLE;
      preview();
    }
  }

  /** Looks what the text would give. */
  public void preview() {
    preview = previewing.preview(text);
  }

  /** Stores a new revision; whoever was overtaken is shown the other text and loses nothing. */
  public void save() {
    try {
      revision = revising.revise(header.getName(), revision, text);
    } catch (Conflict conflict) {
      header.load();
      ImagePage image = header.getImage();
      theirs = image == null ? null : image.blueprint();
      revision = image == null ? revision : image.blueprintRevision();
      throw new Conflict(
          conflict.getMessage(),
          "Your text is still here; look at what differs, and save again",
          conflict);
    }
    theirs = null;
    saves++;
    overview.forget();
    header.load();
    says.done("blueprint.saved", revision);
  }

  /** Creates the image that the text names. */
  public String create() {
    String name = creating.create(text);
    overview.forget();
    says.done("blueprint.created", name);
    return "/library/image?faces-redirect=true&name=" + name;
  }

  /** What the text would give. */
  public @Nullable PreviewView getPreview() {
    return preview;
  }

  /** Lines with problems, for the margin. */
  public String getProblemLines() {
    PreviewView known = preview;
    return known == null
        ? ""
        : known.problems().stream()
            .map(problem -> String.valueOf(problem.line()))
            .distinct()
            .collect(Collectors.joining(","));
  }

  /** The composition, requested packages first. */
  public List<VersionPage.Line> getComposition() {
    PreviewView known = preview;
    return known == null ? List.of() : known.composition();
  }

  /** What somebody else saved meanwhile; absent unless that happened. */
  public @Nullable String getTheirs() {
    return theirs;
  }

  /** What saving the text would change in what they saved. */
  public List<RuleDifference.Line> getDifference() {
    String other = theirs;
    return other == null ? List.of() : TextDifference.between(other, text);
  }

  /** How often it was saved since the page was opened. */
  public int getSaves() {
    return saves;
  }

  /** The revision that the text was made from; 0 for a new image. */
  public int getRevision() {
    return revision;
  }

  /** The revision that the text was made from, which may be older than what the page was given. */
  public void setRevision(int revision) {
    this.revision = revision;
  }

  /** The text in the editor. */
  public String getText() {
    return text;
  }

  /** The text in the editor. */
  public void setText(@Nullable String text) {
    // Browsers send the ends of lines as CR and LF; the text is to be the same whoever sends it.
    this.text = text == null ? "" : text.replace("\r\n", "\n");
  }

  private static final String EXAMPLE =
      """
      # What the image is to be. The name is its name in the library.
      name: my-image
      description: What it is for, in one line

      # What has to be there; what these packages need comes by itself.
      packages:
        - redis-server
      level: thin

      # The programs to be thinned for.
      entry-points:
        - /usr/bin/redis-server

      image:
        entrypoint: [/usr/bin/redis-server, --bind, 0.0.0.0]
        ports: [6379]

      formats: [oci, tar]
      """;
}
