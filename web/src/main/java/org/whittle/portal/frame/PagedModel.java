package org.whittle.portal.frame;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;

/**
 * A table whose rows are sorted and paged in the database.
 *
 * @param <T> the row
 */
public final class PagedModel<T> extends LazyDataModel<T> {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 500;

  private final Query<T> query;
  private final Key<T> key;
  private final Map<String, T> shown = new HashMap<>();

  /** Reads a page of rows. */
  @FunctionalInterface
  public interface Query<T> extends Function<PageRequest, Page<T>>, Serializable {}

  /** Names a row. */
  @FunctionalInterface
  public interface Key<T> extends Function<T, Object>, Serializable {}

  /** A table over a query, whose rows are told apart by a key. */
  public PagedModel(Query<T> query, Key<T> key) {
    this.query = query;
    this.key = key;
  }

  /** Zero: the total comes with the rows, and asking for it apart would query twice. */
  @Override
  public int count(Map<String, FilterMeta> filters) {
    return 0;
  }

  @Override
  public List<T> load(
      int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> filters) {
    SortMeta sort = sorts.values().stream().findFirst().orElse(null);
    Page<T> page = read(first, size, sort);
    if (page.rows().isEmpty() && page.total() > 0 && first > 0) {
      page = read(recalculateFirst(first, size, (int) page.total()), size, sort);
    }
    setRowCount((int) Math.min(page.total(), Integer.MAX_VALUE));
    shown.clear();
    page.rows().forEach(row -> shown.put(getRowKey(row), row));
    return page.rows();
  }

  @Override
  public String getRowKey(T row) {
    return String.valueOf(key.apply(row));
  }

  @Override
  public @Nullable T getRowData(String rowKey) {
    return shown.get(rowKey);
  }

  private Page<T> read(int first, int size, @Nullable SortMeta sort) {
    int rows = Math.min(Math.max(size, 1), MOST);
    if (sort == null || sort.getOrder().isUnsorted()) {
      return query.apply(PageRequest.of(first, rows));
    }
    return query.apply(
        new PageRequest(first, rows, sort.getField(), sort.getOrder().isDescending()));
  }
}
