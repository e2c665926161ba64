package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.whittle.application.resolution.ChangeKind;
import org.whittle.application.resolution.QueryMode;
import org.whittle.application.resolution.ResolutionQuery;
import org.whittle.application.resolution.ResolutionView;
import org.whittle.application.resolution.ResolvePackages;
import org.whittle.application.resolution.WhatIfView;
import org.whittle.application.resolution.WhyView;

/** Asking the resolver: which packages, why, and what if. Nothing is kept. */
@RequestScoped
@Path("/resolutions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ResolutionsResource {
  @EJB private ResolvePackages resolver;

  /**
   * What is asked of the resolver.
   *
   * @param snapshot number of a snapshot; without it the default baseline
   * @param packages names, each with a range if wanted, such as {@code nginx (>= 1.22)}
   * @param mode apt, minimal or update; without it apt
   * @param image what is updated, in mode update
   * @param allVersions whether other versions than the candidates may be chosen
   * @param holds names with the range that they stay within
   * @param bans names, with a range or without, that may not be chosen
   */
  record Query(
      @Nullable Long snapshot,
      @Nullable List<String> packages,
      @Nullable String mode,
      @Nullable String image,
      @Nullable Boolean recommends,
      @Nullable Boolean essential,
      @Nullable Boolean allVersions,
      @Nullable List<String> holds,
      @Nullable List<String> bans) {
    ResolutionQuery complete() {
      QueryMode wanted =
          mode == null ? QueryMode.APT : Required.constant(QueryMode.class, "mode", mode);
      return new ResolutionQuery(
          snapshot == null ? OptionalLong.empty() : OptionalLong.of(snapshot),
          wanted == QueryMode.UPDATE && packages == null ? List.of() : all("packages", packages),
          wanted,
          Optional.ofNullable(image),
          Boolean.TRUE.equals(recommends),
          Boolean.TRUE.equals(essential),
          Boolean.TRUE.equals(allVersions),
          holds == null ? List.of() : all("holds", holds),
          bans == null ? List.of() : all("bans", bans));
    }

    private static List<String> all(String name, @Nullable List<String> texts) {
      return Required.elements(name, texts);
    }
  }

  /** A question about one name. */
  record Question(@Nullable Query query, @Nullable String name) {}

  /**
   * What is supposed of one name.
   *
   * @param change dropped, held or banned
   * @param subject the name; where it is held or banned, with a range
   */
  record Supposition(@Nullable Query query, @Nullable String change, @Nullable String subject) {}

  /** The packages that the names need, or why there are none: both are answers. */
  @POST
  public ResolutionView resolve(Query query) {
    return resolver.resolve(Required.body(query).complete());
  }

  /** Why a name is among the packages that the query gives, or why it is not. */
  @POST
  @Path("/why")
  public WhyView why(Question question) {
    Question asked = Required.body(question);
    return resolver.why(
        Required.member("query", asked.query()).complete(), Required.member("name", asked.name()));
  }

  /** What would become of the packages if a name were dropped, held or banned. */
  @POST
  @Path("/what-if")
  public WhatIfView whatIf(Supposition supposition) {
    Supposition asked = Required.body(supposition);
    return resolver.whatIf(
        Required.member("query", asked.query()).complete(),
        Required.constant(ChangeKind.class, "change", Required.member("change", asked.change())),
        Required.member("subject", asked.subject()));
  }
}
