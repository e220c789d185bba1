package io.plumbline.engine.sql;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/// A query that was compiled.
///
/// @param plan its plan; the names of its columns are unique
/// @param names the names of its columns as written, in order; two may be the same
/// @param duplicate what is wrong when two of them are
public record Query(RelNode plan, List<String> names, Optional<Problem> duplicate) {

    /// Copies the list.
    public Query {
        names = List.copyOf(names);
    }

    static Query of(RelNode plan, List<WrittenNames.Column> columns) {
        List<String> names = columns.stream().map(WrittenNames.Column::name).toList();
        Set<String> seen = new HashSet<>();
        return new Query(
                plan,
                names,
                columns.stream()
                        .filter(c -> !seen.add(c.name().toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .map(c -> duplicate(c.name(), StatementCheck.place(c.pos()))));
    }

    /// The problem of a select list with two columns of one name.
    static Problem duplicate(String name, Place place) {
        return Problem.error(
                ErrorCode.COLUMN_DUPLICATE,
                "Duplicate column: '" + name + "' stands twice in the select list",
                place,
                "Give one of them another name with AS; where it comes from *, name the columns"
                        + " instead");
    }

    /// Returns the plan.
    ///
    /// @throws PlumblineException with code COLUMN_DUPLICATE when two columns have one name
    public RelNode distinctlyNamed() {
        if (duplicate.isPresent()) {
            throw new PlumblineException(duplicate.orElseThrow());
        }
        return plan;
    }
}
