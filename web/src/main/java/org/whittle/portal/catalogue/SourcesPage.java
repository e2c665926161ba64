package org.whittle.portal.catalogue;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.whittle.application.sources.AddSource;
import org.whittle.application.sources.OfferedView;
import org.whittle.application.sources.ReadSources;
import org.whittle.application.sources.SourceView;
import org.whittle.application.sources.SwitchSource;
import org.whittle.application.sources.SyncSource;
import org.whittle.portal.frame.Says;

/** All sources, and those that the host offers. */
@Named
@ViewScoped
public class SourcesPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadSources sources;
  @EJB private SyncSource syncing;
  @EJB private SwitchSource switching;
  @EJB private AddSource adding;
  @Inject private Says says;

  private List<SourceView> all = List.of();
  private List<OfferedView> offered = List.of();

  /** Reads everything anew. */
  @PostConstruct
  public void load() {
    all = sources.all();
    offered = sources.offered().stream().filter(source -> !source.added()).toList();
  }

  /** Starts a sync. */
  public void sync(SourceView source) {
    syncing.start(source.id());
    says.done("sources.sync.started", source.name());
    load();
  }

  /** Switches a source on or off. */
  public void turn(SourceView source, boolean on) {
    switching.setEnabled(source.id(), on);
    says.done(on ? "sources.switched.on" : "sources.switched.off", source.name());
    load();
  }

  /** Adds an offered source. */
  public void add(String name) {
    adding.addOffered(name);
    says.done("sources.added", name);
    load();
  }

  /** All sources. */
  public List<SourceView> getAll() {
    return all;
  }

  /** What the host offers and is not there yet. */
  public List<OfferedView> getOffered() {
    return offered;
  }
}
