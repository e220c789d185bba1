package io.plumbline.engine.spi;

import io.plumbline.engine.model.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How the engine gets at a table's rows.
public sealed interface Scan {

    /// Returns the columns, in order.
    Schema schema();

    /// Files that the embedded engine reads itself.
    ///
    /// @param options reader options such as `delimiter`, `null`, `header`
    record Files(List<Path> paths, FileFormat format, Map<String, String> options, Schema schema)
            implements Scan {
        /// Copies the collections.
        public Files {
            paths = List.copyOf(paths);
            options = Map.copyOf(options);
        }
    }

    /// A table of a system that speaks SQL over JDBC; its rows are shipped, after what it can run
    /// itself has run there.
    ///
    /// @param name the quoted, qualified name in that system's SQL
    record Table(SqlSystem system, String name, Schema schema) implements Scan {}

    /// The kinds of file.
    enum FileFormat {
        CSV,
        JSON,
        PARQUET
    }
}
