package io.plumbline.engine.step;

import io.plumbline.engine.model.Schema;
import java.util.Collection;
import java.util.Optional;

/// What the compiler asks of the workspace's datasets. Asked at every compilation: answers should
/// be cached by whoever gives them.
public interface DatasetSchemas {

    /// Returns the columns that reading the dataset gives: those of its contract, else those found
    /// in its source; empty when there is no such dataset or managed table.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException when the source cannot be described
    Optional<Schema> readable(String dataset);

    /// Returns the columns that the dataset's contract asks for, in order; an empty schema when the
    /// contract lists none, nothing when there is no contract.
    Optional<Schema> contract(String dataset);

    /// Returns the names of all datasets and managed tables, for suggestions.
    Collection<String> names();
}
