package org.whittle.portal.jobs;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.application.windows.BlackoutView;
import org.whittle.application.windows.KeepWindows;
import org.whittle.application.windows.ReadWindows;
import org.whittle.application.windows.WindowView;
import org.whittle.application.windows.WindowsPage;
import org.whittle.portal.frame.Says;

/** Maintenance windows and black-outs, with a form for each. */
@Named
@ViewScoped
public class WindowsView implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadWindows read;
  @EJB private KeepWindows keep;
  @Inject private Says says;

  private @Nullable WindowsPage page;
  private WindowDraft window = new WindowDraft();
  private WindowDraft blackout = new WindowDraft();

  /** Reads all anew. */
  @PostConstruct
  public void load() {
    page = read.read();
  }

  /** Puts a window into the form. */
  public void edit(WindowView chosen) {
    window = WindowDraft.of(chosen);
  }

  /** Adds the window of the form, or changes the one that was put there. */
  public void save() {
    if (window.getId() == 0) {
      keep.add(window.text());
    } else {
      keep.change(window.getId(), window.text());
    }
    says.done("windows.saved", window.getName());
    window = new WindowDraft();
    load();
  }

  /** Removes a window. */
  public void remove(WindowView gone) {
    keep.remove(gone.id());
    says.done("windows.removed", gone.name());
    load();
  }

  /** Adds the black-out of the form. */
  public void black() {
    keep.addBlackout(
        blackout.getName(), blackout.getFrom(), blackout.getUntil(), blackout.getZone());
    says.done("windows.saved", blackout.getName());
    blackout = new WindowDraft();
    load();
  }

  /** Removes a black-out. */
  public void lift(BlackoutView gone) {
    keep.removeBlackout(gone.id());
    says.done("windows.removed", gone.name());
    load();
  }

  /** All windows and black-outs. */
  public @Nullable WindowsPage getPage() {
    return page;
  }

  /** The form of a window. */
  public WindowDraft getWindow() {
    return window;
  }

  /** The form of a black-out. */
  public WindowDraft getBlackout() {
    return blackout;
  }

  /** The names of all time zones. */
  public List<String> getZones() {
    return ZoneId.getAvailableZoneIds().stream().sorted().toList();
  }
}
