package org.whittle.portal.access;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.application.access.IssuedToken;
import org.whittle.application.access.TokenView;
import org.whittle.application.access.Tokens;
import org.whittle.portal.frame.Says;

/** The API tokens of the signed-in user. */
@Named
@ViewScoped
public class TokensPage implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int DEFAULT_DAYS = 90;

  @EJB private Tokens tokens;
  @Inject private Says says;

  private List<TokenView> mine = List.of();
  private String label = "";
  private int days = DEFAULT_DAYS;
  private transient @Nullable IssuedToken issued;

  /** Reads the tokens anew. */
  @PostConstruct
  public void load() {
    mine = tokens.mine();
  }

  /** Issues a token; its secret is shown once. */
  public void issue() {
    issued = tokens.issue(label.strip(), days);
    label = "";
    load();
  }

  /** Revokes a token. */
  public void revoke(TokenView token) {
    tokens.revoke(token.id());
    issued = null;
    says.done("tokens.revoked", token.label());
    load();
  }

  /** The caller's tokens. */
  public List<TokenView> getMine() {
    return mine;
  }

  /** The token that was just issued; absent if none was. */
  public @Nullable IssuedToken getIssued() {
    return issued;
  }

  /** What the token is for. */
  public String getLabel() {
    return label;
  }

  /** What the token is for. */
  public void setLabel(String label) {
    this.label = label;
  }

  /** Days that it is valid. */
  public int getDays() {
    return days;
  }

  /** Days that it is valid. */
  public void setDays(int days) {
    this.days = days;
  }
}
