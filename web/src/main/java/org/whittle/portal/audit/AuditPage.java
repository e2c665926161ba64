package org.whittle.portal.audit;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.audit.AuditRow;
import org.whittle.application.audit.ReadAudit;
import org.whittle.portal.frame.PagedModel;

/** The audit trail; the filter is in the address. */
@Named
@ViewScoped
public class AuditPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadAudit audit;

  private String text = "";
  private @Nullable Long broken;
  private boolean checked;
  private final PagedModel<AuditRow> rows =
      new PagedModel<>(page -> audit.entries(text, page), AuditRow::id);

  /** Recomputes the chain of hashes. */
  public void check() {
    Optional<Long> first = audit.firstBroken();
    broken = first.orElse(null);
    checked = true;
  }

  /** The entries that fit. */
  public PagedModel<AuditRow> getRows() {
    return rows;
  }

  /** Whether the chain was checked. */
  public boolean isChecked() {
    return checked;
  }

  /** The first entry that does not fit; absent if all do. */
  public @Nullable Long getBroken() {
    return broken;
  }

  /** What is looked for. */
  public String getText() {
    return text;
  }

  /** What is looked for. */
  public void setText(@Nullable String text) {
    this.text = text == null ? "" : text.strip();
  }
}
