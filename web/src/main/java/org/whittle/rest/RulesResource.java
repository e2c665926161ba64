package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.rules.EditRules;
import org.whittle.application.rules.PreviewRules;
import org.whittle.application.rules.ReadRules;
import org.whittle.application.rules.RuleDifference;
import org.whittle.application.rules.RuleFilePage;
import org.whittle.application.rules.RulePreview;
import org.whittle.application.rules.RuleProblem;
import org.whittle.application.rules.RuleVersionRow;
import org.whittle.application.rules.RulesPage;
import org.whittle.library.RuleOrigin;

/** The rules, their versions, and the organisation's own files over the shipped ones. */
@RequestScoped
@Path("/rules")
@Produces(MediaType.APPLICATION_JSON)
public class RulesResource {
  @EJB private ReadRules read;
  @EJB private EditRules edit;
  @EJB private PreviewRules preview;

  /** The version that has a change. */
  record Saved(int version) {}

  /** What is wrong; nothing if the rules can be used. */
  record Checked(List<RuleProblem> problems) {}

  /** The rules that builds obey unless their blueprint pins a version. */
  @GET
  public RulesPage current() {
    return read.current();
  }

  /** All versions, newest first. */
  @GET
  @Path("/versions")
  public Page<RuleVersionRow> versions(@BeanParam Paging paging) {
    return read.versions(paging.request());
  }

  /** One version with its files. */
  @GET
  @Path("/versions/{number: [0-9]{1,9}}")
  public RulesPage version(@PathParam("number") int number) {
    return read.version(number);
  }

  /** The text of a file of a version; {@code origin} is shipped or overlay. */
  @GET
  @Path("/versions/{number: [0-9]{1,9}}/files/{name}")
  public RuleFilePage file(
      @PathParam("number") int number,
      @PathParam("name") String name,
      @QueryParam("origin") @DefaultValue("overlay") String origin) {
    return read.file(number, Required.constant(RuleOrigin.class, "origin", origin), name);
  }

  /** What differs from another version. */
  @GET
  @Path("/versions/{number: [0-9]{1,9}}/difference")
  public RuleDifference difference(
      @PathParam("number") int number, @QueryParam("from") @Nullable String from) {
    return read.difference(Required.number("from", from), number);
  }

  /** Checks the rules as they would be with this text; problems are part of the answer. */
  @POST
  @Path("/overlay/check")
  @Consumes({Media.YAML, MediaType.TEXT_PLAIN, MediaType.WILDCARD})
  public Checked check(@QueryParam("file") @DefaultValue("") String file, String yaml) {
    return new Checked(edit.check(file, Required.body(yaml)));
  }

  /** Tells which images would be altered by the rules with this text. */
  @POST
  @Path("/overlay/preview")
  @Consumes({Media.YAML, MediaType.TEXT_PLAIN, MediaType.WILDCARD})
  public RulePreview preview(@QueryParam("file") @DefaultValue("") String file, String yaml) {
    return preview.preview(file, Optional.of(Required.body(yaml)));
  }

  /** Saves a file if nobody has changed it since the version that the caller knows. */
  @PUT
  @Path("/overlay")
  @Consumes({Media.YAML, MediaType.TEXT_PLAIN, MediaType.WILDCARD})
  public Response save(
      @QueryParam("file") @DefaultValue("") String file,
      @HeaderParam("If-Match") @Nullable String match,
      @QueryParam("reason") @DefaultValue("") String reason,
      String yaml) {
    String text = Required.body(yaml);
    return saved(edit.save(file, known(match), text, reason));
  }

  /** Makes a version without the file. */
  @DELETE
  @Path("/overlay")
  public Response remove(
      @QueryParam("file") @DefaultValue("") String file,
      @HeaderParam("If-Match") @Nullable String match,
      @QueryParam("reason") @DefaultValue("") String reason) {
    return saved(edit.remove(file, known(match), reason));
  }

  private static int known(@Nullable String match) {
    return Required.number(
        "If-Match", match == null ? null : match.replaceFirst("^W/", "").replace("\"", ""));
  }

  private static Response saved(int version) {
    return Response.ok(new Saved(version)).tag(new EntityTag(String.valueOf(version))).build();
  }
}
