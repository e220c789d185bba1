package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells what the embedded engine's messages mean in our own codes and words. Its texts quote row
/// values, so nothing of them is passed on but names of types, columns and files, and line numbers.
final class EngineErrors {
    private static final Pattern OURS = Pattern.compile("Plumbline:([A-Z_]+)");
    private static final Pattern TARGET_TYPE =
            Pattern.compile(
                    "(?:to|destination type|convert to) '?((?:[A-Z][A-Z0-9_]+)(?:\\(\\d+,\\d+\\))?)'?");
    private static final Pattern DECODING =
            Pattern.compile(
                    "(?i)parquet|snappy|zstd|gzip|brotli|lz4|thrift|protocol|decompress|corrupt"
                            + "|^IO Error|^Serialization Error");
    private static final Map<String, String> TYPE_WORDS =
            Map.of(
                    "BOOL", "BOOLEAN",
                    "INT8", "TINYINT",
                    "INT16", "SMALLINT",
                    "INT32", "INTEGER",
                    "INT64", "BIGINT",
                    "INT128", "HUGEINT",
                    "FLOAT", "REAL");

    private EngineErrors() {}

    /// Returns the failure that a person is told of.
    static PlumblineException translate(SQLException error, FileNames files) {
        String text = error.getMessage() == null ? "" : error.getMessage();
        Problem problem =
                resource(text)
                        .or(() -> FileErrors.problem(text, files))
                        .or(() -> own(text))
                        .or(() -> value(text))
                        .orElseGet(() -> other(text, files));
        return new PlumblineException(List.of(problem), error);
    }

    private static Optional<Problem> resource(String text) {
        if (text.contains("INTERRUPT") || text.contains("Interrupted!")) {
            return found(ErrorCode.CANCELLED, "Cancelled: the work was stopped on request", null);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        boolean disk =
                lower.contains("no space left")
                        || lower.contains("max_temp_directory_size")
                        || lower.contains("failed to offload");
        if (disk) {
            return found(
                    ErrorCode.DISK_FULL,
                    "Cannot finish the work: the temporary folder has no room for what does not fit"
                            + " into memory",
                    "Free disk space, or give the engine more memory");
        }
        if (text.contains("Out of Memory")) {
            return found(
                    ErrorCode.OUT_OF_MEMORY,
                    "Cannot finish the work: it needs more memory than the engine may use",
                    "Raise the engine's memory limit, or filter or aggregate earlier");
        }
        return Optional.empty();
    }

    private static Optional<Problem> own(String text) {
        Matcher ours = OURS.matcher(text);
        if (!ours.find()) {
            return Optional.empty();
        }
        return switch (ours.group(1)) {
            case "DIVISION_BY_ZERO" -> divisionByZero();
            case "OVERFLOW" -> overflow(null);
            case "FUNCTION_DOMAIN" -> outsideDomain();
            case "SUBQUERY_MANY_ROWS" -> manyRows();
            case "RECURSION_ENDLESS" ->
                    found(
                            ErrorCode.RECURSION_ENDLESS,
                            "Cannot finish the recursion: it does not end within 100000 rounds",
                            "Let its second part find no more rows at some time; where it goes in"
                                    + " circles, write UNION in place of UNION ALL");
            default -> invalid(null, null);
        };
    }

    private static Optional<Problem> outsideDomain() {
        return found(
                ErrorCode.VALUE_INVALID,
                "Cannot compute an expression: a function was given a value that it does not"
                        + " take",
                null);
    }

    private static Optional<Problem> value(String text) {
        if (text.contains("Division by zero") || text.contains("division by zero")) {
            return divisionByZero();
        }
        if (text.contains("More than one row returned by a subquery")) {
            return manyRows();
        }
        String type = targetType(text);
        if (text.contains("date field value out of range")) {
            return invalid("DATE", null);
        }
        if (text.contains("timestamp field value out of range")) {
            return invalid("TIMESTAMP", null);
        }
        // parts that make no day or time, such as 30 February
        if (text.contains("Date out of range")) {
            return invalid("DATE", null);
        }
        if (text.contains("Time out of range")) {
            return invalid("TIME", null);
        }
        if (text.contains("Overflow") || text.contains("out of range")) {
            return overflow(type);
        }
        if (text.contains("Could not cast value") || text.startsWith("Out of Range Error")) {
            return overflow(type);
        }
        if (text.startsWith("Conversion Error")) {
            return invalid(type, column(text));
        }
        return Optional.empty();
    }

    private static Problem other(String text, FileNames files) {
        if (text.startsWith("Permission Error")) {
            return problem(
                    ErrorCode.REFERENCE_REFUSED,
                    "Cannot reach what the statement names: the engine reads only files that the"
                            + " workspace names",
                    "Declare the file as a dataset or a connection");
        }
        Optional<String> file = files.mentionedIn(text);
        if (file.isPresent()) {
            return FileErrors.unreadable(file.orElseThrow());
        }
        if (DECODING.matcher(text).find() && !files.byRealPath().isEmpty()) {
            return FileErrors.unreadable(files.some());
        }
        if (text.startsWith("Invalid Input Error") || text.startsWith("Not implemented Error")) {
            return outsideDomain().orElseThrow();
        }
        return problem(
                ErrorCode.INTERNAL_ERROR,
                "Cannot run the statement: the embedded engine refused it",
                "This is a defect of Plumbline; report it with the output of --debug");
    }

    private static @Nullable String targetType(String text) {
        Matcher m = TARGET_TYPE.matcher(text);
        String last = null;
        while (m.find()) {
            last = m.group(1);
        }
        return last == null ? null : TYPE_WORDS.getOrDefault(last, last);
    }

    private static @Nullable String column(String text) {
        Matcher m = Pattern.compile("when casting from source column (\\S+)").matcher(text);
        return m.find() ? m.group(1) : null;
    }

    private static Optional<Problem> divisionByZero() {
        return found(
                ErrorCode.DIVISION_BY_ZERO,
                "Cannot divide: a divisor is zero",
                "Use NULLIF(divisor, 0) where a null result is meant");
    }

    private static Optional<Problem> manyRows() {
        return found(
                ErrorCode.SUBQUERY_MANY_ROWS,
                "Cannot use a sub-query as a value: it returned more than one row",
                "Aggregate it, or correlate it with a key");
    }

    private static Optional<Problem> overflow(@Nullable String type) {
        return found(
                ErrorCode.OVERFLOW,
                "Cannot hold a result: it is out of range of "
                        + (type == null ? "its type" : "type " + type),
                type == null || type.equals("DOUBLE")
                        ? "Cast an operand to a wider type first; leave out NaN and infinity, which"
                                + " are no numbers here"
                        : "Cast an operand to a wider type first");
    }

    private static Optional<Problem> invalid(@Nullable String type, @Nullable String column) {
        return found(
                ErrorCode.VALUE_INVALID,
                "Cannot cast a value"
                        + (column == null ? "" : " of column '" + column + "'")
                        + (type == null ? ": it has another form" : " to " + type)
                        + (type == null ? "" : ": it has another form"),
                null);
    }

    private static Optional<Problem> found(
            ErrorCode code, String message, @Nullable String remedy) {
        return Optional.of(problem(code, message, remedy));
    }

    private static Problem problem(ErrorCode code, String message, @Nullable String remedy) {
        return Problem.error(code, message, Place.NOWHERE, remedy);
    }
}
