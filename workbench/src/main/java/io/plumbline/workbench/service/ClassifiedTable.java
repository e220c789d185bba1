package io.plumbline.workbench.service;

import io.plumbline.engine.error.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the columns of a table are.
///
/// @param dataset the dataset, table or file as it was named
/// @param rowsSeen how many rows were looked at
/// @param problem why it could not be looked at; null when it could
public record ClassifiedTable(
        String dataset, long rowsSeen, List<ClassifiedColumn> columns, @Nullable Problem problem) {

    /// Copies the list.
    public ClassifiedTable {
        columns = List.copyOf(columns);
    }
}
