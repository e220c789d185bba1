package io.plumbline.connectors.support;

import io.plumbline.engine.model.Schema;
import java.util.List;

/// A table in a database's catalog.
public interface DatabaseTable {

    /// Returns the name that statements have for it, in quotes.
    String quoted();

    /// Returns the estimated rows, -1 when unknown.
    long rows();

    /// What the catalog knows of a table's columns.
    ///
    /// @param keys the columns of the primary key, in its order
    /// @param reasons why columns have types that are not plainly theirs
    record Columns(Schema schema, List<String> keys, List<String> reasons) {}
}
