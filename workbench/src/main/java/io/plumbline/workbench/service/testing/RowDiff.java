package io.plumbline.workbench.service.testing;

import io.plumbline.engine.model.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How rows found differ from rows expected.
///
/// @param name the dataset or step
/// @param columns the columns compared
/// @param expected how many rows were expected
/// @param found how many rows there are
/// @param differences the first of them
/// @param more how many differences there are besides
public record RowDiff(
        String name,
        List<String> columns,
        int expected,
        int found,
        List<Difference> differences,
        int more) {
    private static final int MOST = 20;
    private static final long PAIRS = 250_000;

    /// Copies the lists.
    public RowDiff {
        columns = List.copyOf(columns);
        differences = List.copyOf(differences);
    }

    /// One row that differs.
    ///
    /// @param expected the values expected; null for a row that nobody expected
    /// @param found the values found; null for a row that is missing
    public record Difference(
            @Nullable List<@Nullable Object> expected, @Nullable List<@Nullable Object> found) {

        /// Returns whether the values of a column differ though both rows are there.
        public boolean changes(int column) {
            return expected != null
                    && found != null
                    && !Cells.same(expected.get(column), found.get(column), null);
        }
    }

    /// Returns whether there is no difference.
    public boolean isSame() {
        return differences.isEmpty();
    }

    /// Compares rows with each other.
    ///
    /// @param ordered whether their order counts
    /// @param tolerance how far numbers may be off; null for not at all
    static RowDiff of(
            String name,
            TypedRows expected,
            List<List<@Nullable Object>> found,
            boolean ordered,
            @Nullable BigDecimal tolerance) {
        List<Difference> all =
                ordered
                        ? inOrder(expected.rows(), found, tolerance)
                        : inAnyOrder(expected.rows(), found, tolerance);
        return new RowDiff(
                name,
                expected.columns().stream().map(Field::name).toList(),
                expected.rows().size(),
                found.size(),
                all.subList(0, Math.min(MOST, all.size())),
                Math.max(0, all.size() - MOST));
    }

    private static List<Difference> inOrder(
            List<List<@Nullable Object>> expected,
            List<List<@Nullable Object>> found,
            @Nullable BigDecimal tolerance) {
        List<Difference> out = new ArrayList<>();
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            @Nullable List<@Nullable Object> e = i < expected.size() ? expected.get(i) : null;
            @Nullable List<@Nullable Object> f = i < found.size() ? found.get(i) : null;
            if (e == null || f == null || alike(e, f, tolerance) < e.size()) {
                out.add(difference(e, f, tolerance));
            }
        }
        return out;
    }

    private static List<Difference> inAnyOrder(
            List<List<@Nullable Object>> expected,
            List<List<@Nullable Object>> found,
            @Nullable BigDecimal tolerance) {
        List<List<@Nullable Object>> unexpected = new ArrayList<>(found);
        List<List<@Nullable Object>> missing = new ArrayList<>();
        for (List<@Nullable Object> row : expected) {
            int at = 0;
            while (at < unexpected.size()
                    && alike(row, unexpected.get(at), tolerance) < row.size()) {
                at++;
            }
            if (at < unexpected.size()) {
                unexpected.remove(at);
            } else {
                missing.add(row);
            }
        }
        List<Difference> out = new ArrayList<>();
        boolean pairing = (long) missing.size() * unexpected.size() <= PAIRS;
        for (List<@Nullable Object> row : missing) {
            int pair = pairing ? nearest(row, unexpected, tolerance) : -1;
            out.add(difference(row, pair < 0 ? null : unexpected.remove(pair), tolerance));
        }
        unexpected.forEach(row -> out.add(new Difference(null, row)));
        return out;
    }

    /// Returns the row that agrees with another in the most columns, in half of them at least; of
    /// equals the one that agrees in the first column.
    private static int nearest(
            List<@Nullable Object> row,
            List<List<@Nullable Object>> rows,
            @Nullable BigDecimal tolerance) {
        int best = -1;
        int most = Math.max(1, row.size()) - 1;
        for (int i = 0; i < rows.size(); i++) {
            boolean first =
                    !row.isEmpty() && Cells.same(row.getFirst(), rows.get(i).getFirst(), tolerance);
            int score = 2 * alike(row, rows.get(i), tolerance) + (first ? 1 : 0);
            if (score > most) {
                most = score;
                best = i;
            }
        }
        return best;
    }

    private static int alike(
            List<@Nullable Object> a, List<@Nullable Object> b, @Nullable BigDecimal tolerance) {
        int same = 0;
        for (int i = 0; i < a.size(); i++) {
            same += Cells.same(a.get(i), b.get(i), tolerance) ? 1 : 0;
        }
        return same;
    }

    /// Values within the tolerance are told as what was expected.
    private static Difference difference(
            @Nullable List<@Nullable Object> expected,
            @Nullable List<@Nullable Object> found,
            @Nullable BigDecimal tolerance) {
        if (expected == null || found == null) {
            return new Difference(expected, found);
        }
        List<@Nullable Object> told = new ArrayList<>(found);
        for (int i = 0; i < told.size(); i++) {
            if (Cells.same(expected.get(i), found.get(i), tolerance)) {
                told.set(i, expected.get(i));
            }
        }
        return new Difference(expected, Collections.unmodifiableList(told));
    }
}
