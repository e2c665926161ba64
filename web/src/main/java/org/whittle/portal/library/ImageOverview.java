package org.whittle.portal.library;

import jakarta.ejb.EJB;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.whittle.application.PageRequest;
import org.whittle.application.holds.ManageHolds;
import org.whittle.application.library.MoveChannel;
import org.whittle.application.library.VersionPage;
import org.whittle.application.library.VersionRow;
import org.whittle.application.promotions.PromotionQuery;
import org.whittle.application.promotions.PromotionView;
import org.whittle.application.promotions.ReadPromotions;
import org.whittle.application.rollouts.ImageWait;
import org.whittle.application.rollouts.ReadRollouts;
import org.whittle.portal.frame.Overview;
import org.whittle.portal.frame.Says;

/** The overview of an image: sizes, channels, holds, downloads. */
@Named
@ViewScoped
public class ImageOverview implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LARGEST_SHOWN = 12;
  private static final int PROMOTIONS_SHOWN = 3;

  @Inject private ImageHeader header;
  @Inject private Says says;
  @Inject private Overview overview;
  @EJB private MoveChannel channels;
  @EJB private ManageHolds holds;
  @EJB private ReadRollouts rollouts;
  @EJB private ReadPromotions promotions;

  private String channel = "";
  private int target;
  private String reason = "";

  /** The rollouts that are to rebuild the image, and what they wait for. */
  public List<ImageWait> getWaiting() {
    return header.getImage() == null ? List.of() : rollouts.waiting(header.getName());
  }

  /** The newest promotions of the image, newest first. */
  public List<PromotionView> getPromotions() {
    return header.getImage() == null
        ? List.of()
        : promotions
            .promotions(
                new PromotionQuery(Optional.empty(), header.getName()),
                PageRequest.of(0, PROMOTIONS_SHOWN))
            .rows();
  }

  /** The packages that keep most bytes, largest first. */
  public List<VersionPage.Line> getLargest() {
    VersionPage version = header.getVersion();
    return version == null
        ? List.of()
        : version.composition().stream()
            .filter(line -> line.bytes() > 0)
            .sorted(Comparator.comparingLong(VersionPage.Line::bytes).reversed())
            .limit(LARGEST_SHOWN)
            .toList();
  }

  /** Bytes of the largest of them as installed: what the bars are drawn against. */
  public long getMost() {
    return getLargest().stream()
        .mapToLong(line -> Math.max(line.bytes(), line.installedKib() * 1024))
        .max()
        .orElse(0);
  }

  /** Versions to choose from. */
  public List<Integer> getNumbers() {
    return header.getImage() == null
        ? List.of()
        : header.getImage().versions().stream().map(VersionRow::number).toList();
  }

  /** Moves the channel to the chosen version, or asks for it where the channel is protected. */
  public void move() {
    OptionalLong asked = channels.move(header.getName(), channel.strip(), target, "");
    says.done(
        asked.isPresent() ? "image.channel.asked" : "image.channel.moved", channel.strip(), target);
    overview.forget();
    header.load();
  }

  /** Points the channel to the older version that it came from. */
  public void back(String name) {
    int version = channels.rollBack(header.getName(), name, reason);
    says.done("image.channel.moved", name, version);
    reason = "";
    header.load();
  }

  /** Releases a hold. */
  public void release(long hold) {
    holds.release(hold);
    overview.forget();
    says.done("image.hold.released");
    header.load();
  }

  /** The host and port by which this portal is reached, for commands that are copied. */
  public String getHost() {
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    return external.getRequestServerName() + ":" + external.getRequestServerPort();
  }

  /** The address of this portal, for commands that are copied. */
  public String getAddress() {
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    return external.getRequestScheme() + "://" + getHost() + external.getRequestContextPath();
  }

  /** The channel to move. */
  public String getChannel() {
    return channel;
  }

  /** The channel to move. */
  public void setChannel(String channel) {
    this.channel = channel;
  }

  /** Why a channel goes back. */
  public String getReason() {
    return reason;
  }

  /** Why a channel goes back. */
  public void setReason(String reason) {
    this.reason = reason;
  }

  /** The version to move it to. */
  public int getTarget() {
    return target;
  }

  /** The version to move it to. */
  public void setTarget(int target) {
    this.target = target;
  }
}
