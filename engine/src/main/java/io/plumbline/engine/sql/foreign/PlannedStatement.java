package io.plumbline.engine.sql.foreign;

import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// A statement as plans.
///
/// @param target the name of what it writes; null for a query
/// @param branches the plans whose rows it writes; a MERGE has one for each WHEN
/// @param datasets the names of the tables scanned, by the path that the plans scan
/// @param unseen what could not be seen through
public record PlannedStatement(
        @Nullable String target,
        List<Branch> branches,
        Map<List<String>, String> datasets,
        List<Unseen> unseen) {

    /// Copies the collections.
    public PlannedStatement {
        branches = List.copyOf(branches);
        datasets = Map.copyOf(datasets);
        unseen = List.copyOf(unseen);
    }

    /// A plan.
    ///
    /// @param columns the names that its columns have in what is written, in order
    public record Branch(List<String> columns, RelNode plan) {
        /// Copies the list.
        public Branch {
            columns = List.copyOf(columns);
        }
    }
}
