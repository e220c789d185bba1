package io.plumbline.engine.spi;

import io.plumbline.engine.model.Schema;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// A place to write rows to, invisible to readers until [#commit()]. Closing without commit leaves
/// nothing behind.
public sealed interface Output extends AutoCloseable permits Output.Files, Output.Rows {

    /// Makes what was written visible at once, durably.
    ///
    /// @return the version made, such as a snapshot id or a file's digest
    String commit();

    @Override
    void close();

    /// The embedded engine writes files into a staging folder.
    non-sealed interface Files extends Output {
        /// Returns the folder to write into: on the file system of the target, empty, ours alone.
        Path staging();

        /// Returns the kind of file to write.
        Scan.FileFormat format();

        /// Returns DuckDB COPY options by name, such as `COMPRESSION`; values are literals or
        /// option structs as DuckDB writes them.
        Map<String, String> copyOptions();

        /// Returns the columns, with the types that the target wants.
        Schema schema();

        /// Returns whether texts that a spreadsheet program could take for formulas are defused.
        default boolean spreadsheetSafe() {
            return false;
        }

        /// Takes over what was written.
        void written(List<WrittenFile> files);
    }

    /// Rows are handed over one by one.
    non-sealed interface Rows extends Output {
        /// Writes all rows of a result; returns how many. Checks [Thread#isInterrupted()] now and
        /// then.
        long write(ResultSet rows) throws SQLException;
    }

    /// A file that was written.
    ///
    /// @param columnStatistics DuckDB's RETURN_STATS for each column by name (`min`, `max`,
    ///   `null_count`, `column_size_bytes`, …)
    record WrittenFile(
            Path path, long rows, long bytes, Map<String, Map<String, String>> columnStatistics) {}
}
