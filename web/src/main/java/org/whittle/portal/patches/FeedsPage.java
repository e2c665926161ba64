package org.whittle.portal.patches;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.primefaces.model.file.UploadedFile;
import org.whittle.advisory.AdvisoryFormat;
import org.whittle.application.patches.FeedView;
import org.whittle.application.patches.LoadAdvisories;
import org.whittle.application.patches.ManageAdvisoryFeeds;
import org.whittle.application.patches.ReadAdvisoryFeeds;
import org.whittle.portal.frame.Says;

/** The files of advisories that operators supply. */
@Named
@ViewScoped
public class FeedsPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadAdvisoryFeeds read;
  @EJB private ManageAdvisoryFeeds manage;
  @EJB private LoadAdvisories loading;
  @Inject private Says says;

  private List<FeedView> all = List.of();
  private String name = "";
  private AdvisoryFormat format = AdvisoryFormat.TRACKER;
  private String release = "";
  private String uri = "";
  private transient @Nullable UploadedFile file;

  /** Reads everything anew. */
  @PostConstruct
  public void load() {
    all = read.all();
  }

  /** Adds a feed; one with an address is read at once, and one with a file is that file. */
  public void add() {
    String given = name.strip();
    String address = uri.strip();
    manage.add(
        given,
        format,
        release.strip(),
        address.isEmpty() ? Optional.empty() : Optional.of(address));
    load();
    if (!address.isEmpty()) {
      loading.refresh(given);
      says.done("feeds.refreshing", given);
    } else if (file != null && file.getSize() > 0) {
      take(given, file);
    } else {
      says.done("feeds.added", given);
    }
    name = "";
    uri = "";
    load();
  }

  private void take(String feed, UploadedFile given) {
    try (InputStream content = given.getInputStream()) {
      loading.file(feed, content);
      says.done("feeds.loaded", feed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts to read a feed again. */
  public void refresh(FeedView feed) {
    loading.refresh(feed.name());
    says.done("feeds.refreshing", feed.name());
    load();
  }

  /** Removes a feed. */
  public void remove(FeedView feed) {
    manage.remove(feed.name());
    says.done("feeds.removed", feed.name());
    load();
  }

  /** All feeds. */
  public List<FeedView> getAll() {
    return all;
  }

  /** The formats to choose from. */
  public List<AdvisoryFormat> getFormats() {
    return List.of(AdvisoryFormat.values());
  }

  /** The name of a feed to be added. */
  public String getName() {
    return name;
  }

  /** The name of a feed to be added. */
  public void setName(String name) {
    this.name = name;
  }

  /** The format of a feed to be added. */
  public AdvisoryFormat getFormat() {
    return format;
  }

  /** The format of a feed to be added. */
  public void setFormat(AdvisoryFormat format) {
    this.format = format;
  }

  /** The release whose advisories are taken. */
  public String getRelease() {
    return release;
  }

  /** The release whose advisories are taken. */
  public void setRelease(String release) {
    this.release = release;
  }

  /** The address of a feed to be added. */
  public String getUri() {
    return uri;
  }

  /** The address of a feed to be added. */
  public void setUri(String uri) {
    this.uri = uri;
  }

  /** The file of a feed to be added. */
  public @Nullable UploadedFile getFile() {
    return file;
  }

  /** The file of a feed to be added. */
  public void setFile(@Nullable UploadedFile file) {
    this.file = file;
  }
}
