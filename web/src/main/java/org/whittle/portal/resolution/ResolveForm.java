package org.whittle.portal.resolution;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.whittle.application.resolution.QueryMode;
import org.whittle.application.resolution.ResolutionQuery;

/** What is asked, as the fields of the form and the parameters of the address hold it. */
@Named
@RequestScoped
public class ResolveForm {
  private static final List<String> MODES = List.of("apt", "minimal", "update");

  private String packages = "";
  private String against = "";
  private String mode = "apt";
  private String image = "";
  private String holds = "";
  private String bans = "";
  private boolean recommends;
  private boolean essential;
  private boolean allVersions;

  /** A parameter of the address. */
  public record Parameter(String name, String value) {}

  /** The modes to choose from. */
  public List<String> getModes() {
    return MODES;
  }

  /** Whether anything is asked. */
  public boolean isFilled() {
    return !packages.isEmpty() || (mode.equals("update") && !image.isEmpty());
  }

  /** Whether the less usual part of the form says anything. */
  public boolean isSpecial() {
    return recommends
        || essential
        || allVersions
        || !holds.isEmpty()
        || !bans.isEmpty()
        || !image.isEmpty();
  }

  /** The question for the use case. */
  ResolutionQuery query() {
    return new ResolutionQuery(
        against.matches("[0-9]{1,18}")
            ? OptionalLong.of(Long.parseLong(against))
            : OptionalLong.empty(),
        Entries.of(packages),
        switch (mode) {
          case "minimal" -> QueryMode.MINIMAL;
          case "update" -> QueryMode.UPDATE;
          default -> QueryMode.APT;
        },
        image.isEmpty() ? Optional.empty() : Optional.of(image),
        recommends,
        essential,
        allVersions,
        Entries.of(holds),
        Entries.of(bans));
  }

  /** The question as parameters, for forms and links that ask more about it. */
  public List<Parameter> getParameters() {
    List<Parameter> all = new ArrayList<>();
    add(all, "packages", packages);
    add(all, "against", against);
    add(all, "mode", mode.equals("apt") ? "" : mode);
    add(all, "image", image);
    add(all, "holds", holds);
    add(all, "bans", bans);
    add(all, "recommends", recommends ? "true" : "");
    add(all, "essential", essential ? "true" : "");
    add(all, "all", allVersions ? "true" : "");
    return all;
  }

  private static void add(List<Parameter> all, String name, String value) {
    if (!value.isEmpty()) {
      all.add(new Parameter(name, value));
    }
  }

  /** Names of packages, each with a range if wanted. */
  public String getPackages() {
    return packages;
  }

  /** Names of packages, each with a range if wanted. */
  public void setPackages(@Nullable String packages) {
    this.packages = text(packages);
  }

  /** The number of a snapshot; empty for the default baseline. */
  public String getAgainst() {
    return against;
  }

  /** The number of a snapshot; empty for the default baseline. */
  public void setAgainst(@Nullable String against) {
    this.against = text(against);
  }

  /** apt, minimal or update. */
  public String getMode() {
    return mode;
  }

  /** apt, minimal or update. */
  public void setMode(@Nullable String mode) {
    String wanted = text(mode).toLowerCase(Locale.ROOT);
    this.mode = MODES.contains(wanted) ? wanted : "apt";
  }

  /** The image that is updated. */
  public String getImage() {
    return image;
  }

  /** The image that is updated. */
  public void setImage(@Nullable String image) {
    this.image = text(image);
  }

  /** Names that stay within a range. */
  public String getHolds() {
    return holds;
  }

  /** Names that stay within a range. */
  public void setHolds(@Nullable String holds) {
    this.holds = text(holds);
  }

  /** Names that may not be chosen. */
  public String getBans() {
    return bans;
  }

  /** Names that may not be chosen. */
  public void setBans(@Nullable String bans) {
    this.bans = text(bans);
  }

  /** Whether recommended packages are wanted too. */
  public boolean isRecommends() {
    return recommends;
  }

  /** Whether recommended packages are wanted too. */
  public void setRecommends(boolean recommends) {
    this.recommends = recommends;
  }

  /** Whether the essential packages are wanted too. */
  public boolean isEssential() {
    return essential;
  }

  /** Whether the essential packages are wanted too. */
  public void setEssential(boolean essential) {
    this.essential = essential;
  }

  /** Whether every version may be chosen. */
  public boolean isAllVersions() {
    return allVersions;
  }

  /** Whether every version may be chosen. */
  public void setAllVersions(boolean allVersions) {
    this.allVersions = allVersions;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }
}
