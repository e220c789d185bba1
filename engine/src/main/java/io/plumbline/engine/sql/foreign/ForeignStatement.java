package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.Place;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/// A statement of a script.
///
/// @param target the name of what it writes, in parts; null for a query
/// @param creates whether it makes the target
/// @param branches the queries whose rows it writes
/// @param declared the columns of a table made without a query, each a name and a type
/// @param unread what of the statement is not followed
record ForeignStatement(
        @Nullable List<String> target,
        boolean creates,
        List<Branch> branches,
        List<Declared> declared,
        List<Unseen> unread) {

    ForeignStatement {
        branches = List.copyOf(branches);
        declared = List.copyOf(declared);
        unread = List.copyOf(unread);
    }

    /// A query and the columns that its own become, in order; empty for the target's own order.
    record Branch(List<String> columns, SqlNode query) {
        Branch {
            columns = List.copyOf(columns);
        }
    }

    /// A column of a table that the script makes.
    record Declared(String name, String type) {}

    static ForeignStatement query(SqlNode query) {
        return new ForeignStatement(
                null, false, List.of(new Branch(List.of(), query)), List.of(), List.of());
    }

    static ForeignStatement writes(
            List<String> target, List<Branch> branches, List<Unseen> unread) {
        return new ForeignStatement(target, false, branches, List.of(), unread);
    }

    static ForeignStatement unread(Place place, String what) {
        return new ForeignStatement(
                null, false, List.of(), List.of(), List.of(new Unseen(what, place)));
    }
}
