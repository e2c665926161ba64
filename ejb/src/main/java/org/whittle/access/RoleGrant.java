package org.whittle.access;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;

/** A role in a project. */
@Embeddable
class RoleGrant {
  @Column(name = "project_id")
  private int projectId;

  @Column(name = "role")
  private String role = "";

  /** For the persistence provider. */
  protected RoleGrant() {}

  RoleGrant(int projectId, String role) {
    this.projectId = projectId;
    this.role = role;
  }

  int projectId() {
    return projectId;
  }

  String role() {
    return role;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoleGrant that && projectId == that.projectId && role.equals(that.role);
  }

  @Override
  public int hashCode() {
    return Objects.hash(projectId, role);
  }
}
