package io.plumbline.workbench.cli;

import io.plumbline.engine.model.Schema;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a table row by row; values are those of `engine.exec`: Boolean, Long, BigDecimal, Double,
/// String, java.time values, byte[].
interface ResultWriter {

    /// Begins with the columns.
    void begin(Schema schema);

    /// Writes one row.
    void row(List<? extends @Nullable Object> values);

    /// Ends.
    void end();

    /// Returns the writer of a form.
    static ResultWriter of(Format format, PrintStream out) {
        return switch (format) {
            case TEXT -> new TextResult(out);
            case JSON -> new JsonResult(out);
            case CSV -> new CsvResult(out);
            case OPENLINEAGE, JUNIT ->
                    throw new IllegalArgumentException(format.word() + " has no form for rows");
        };
    }
}
