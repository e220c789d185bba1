package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.sql.Correlations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;

/// Columns of a plan: found by name, put together to projections.
final class Columns {
    private final List<RexNode> expressions = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /// Adds a column.
    Columns add(String name, RexNode expression) {
        names.add(name);
        expressions.add(expression);
        return this;
    }

    /// Adds a column of the input as it is.
    Columns add(RelNode input, int index) {
        return add(input.getRowType().getFieldNames().get(index), ref(input, index));
    }

    /// Adds all columns of the input.
    Columns addAll(RelNode input) {
        for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
            add(input, i);
        }
        return this;
    }

    /// Replaces the expression and spelling of a column that is there.
    void set(int index, String name, RexNode expression) {
        names.set(index, name);
        expressions.set(index, expression);
    }

    /// Returns the place of an expression, which is added under a name of its own where it is not
    /// there yet.
    int placeOf(RexNode expression) {
        int at = expressions.indexOf(expression);
        if (at < 0) {
            add("$f" + expressions.size(), expression);
        }
        return at < 0 ? expressions.size() - 1 : at;
    }

    List<String> names() {
        return names;
    }

    /// Returns the projection; one that changes nothing is the input itself.
    RelNode over(RelNode input) {
        boolean same =
                names.equals(input.getRowType().getFieldNames())
                        && expressions.equals(new Columns().addAll(input).expressions);
        if (!same) {
            refuseDuplicates();
        }
        return same
                ? input
                : LogicalProject.create(
                        input, List.of(), expressions, names, Correlations.of(expressions));
    }

    /// Returns a name as SQL writes it whatever it is.
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static RexNode ref(RelNode input, int index) {
        return input.getCluster().getRexBuilder().makeInputRef(input, index);
    }

    /// Returns the position of the column of that name, case ignored.
    static OptionalInt find(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /// Returns the position of the column of that name, case ignored.
    ///
    /// @param where what has the columns, such as `the input`
    static int index(List<String> names, String name, String where) {
        return find(names, name)
                .orElseThrow(() ->
                        PlumblineException.of(
                                ErrorCode.COLUMN_UNKNOWN,
                                "Unknown column: '" + name + "' in " + where,
                                Suggestion.nearest(name, names)
                                        .map(n -> "Did you mean '" + n + "'?")
                                        .orElse("Columns: " + String.join(", ", names))));
    }

    /// Calcite would give the second of two columns of one name another and say nothing.
    private void refuseDuplicates() {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw PlumblineException.of(
                        ErrorCode.COLUMN_DUPLICATE,
                        "Duplicate column: '" + name + "'",
                        "Give the columns different names; case does not tell them apart");
            }
        }
    }
}
