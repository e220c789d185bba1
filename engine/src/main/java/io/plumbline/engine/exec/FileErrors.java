package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells what the embedded engine's messages say about the files that it reads.
final class FileErrors {
    private static final Pattern CSV_LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern CSV_FILE = Pattern.compile("(?m)^ {2}file = (.*)$");
    private static final Pattern CSV_CONVERT =
            Pattern.compile("Error when converting column \"(.*?)\"\\. .* to '([^']*)'");
    private static final Pattern CSV_COUNT =
            Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");
    private static final Pattern MISSING_IN =
            Pattern.compile(
                    "column \"(.*?)\" was read from .* could not be found in file \"(.*?)\"");
    private static final Pattern CAST_IN =
            Pattern.compile(
                    "(?s)Error while reading file \"(.*?)\": failed to cast column \"(.*?)\" from type"
                            + " (\\S+) to (\\S+):");
    private static final Pattern MALFORMED_JSON =
            Pattern.compile(
                    "Malformed JSON in file \"(.*?)\"(?:.*?in (?:record/value|line) (\\d+))?");
    private static final Pattern JSON_VALUE =
            Pattern.compile(
                    "JSON transform error in file \"(.*?)\", in (?:record/value|line) (\\d+)");

    private FileErrors() {}

    /// Returns the problem when the message is about a file.
    static Optional<Problem> problem(String text, FileNames files) {
        if (text.contains("CSV Error on Line")) {
            return Optional.of(csv(text, files));
        }
        Matcher missing = MISSING_IN.matcher(text);
        if (missing.find()) {
            return Optional.of(
                    changed(files.shown(missing.group(2)), missing.group(1), "has no column"));
        }
        Matcher cast = CAST_IN.matcher(text);
        if (cast.find()) {
            return Optional.of(
                    Problem.error(
                            ErrorCode.SCHEMA_CHANGED,
                            "Cannot read file '"
                                    + files.shown(cast.group(1))
                                    + "': its column '"
                                    + cast.group(2)
                                    + "' is "
                                    + cast.group(3)
                                    + " where the other files have "
                                    + cast.group(4),
                            Place.inFile(files.shown(cast.group(1)), 0, 0).of(cast.group(2)),
                            "Keep files of different columns in different datasets"));
        }
        return json(text, files).or(() -> parquet(text, files));
    }

    private static Problem csv(String text, FileNames files) {
        Matcher file = CSV_FILE.matcher(text);
        Matcher line = CSV_LINE.matcher(text);
        String name = file.find() ? files.shown(file.group(1).strip()) : "CSV file";
        int number = line.find() ? Integer.parseInt(line.group(1)) : 0;
        String where = "Cannot read file '" + name + "', line " + number + ": ";
        Matcher count = CSV_COUNT.matcher(text);
        Matcher convert = CSV_CONVERT.matcher(text);
        String column = null;
        String why;
        String remedy = null;
        if (convert.find()) {
            column = convert.group(1);
            why = "a value of column '" + column + "' is no " + convert.group(2);
            remedy = "Correct the value, or declare the column as VARCHAR";
        } else if (count.find()) {
            why = "it has " + count.group(2) + " fields where " + count.group(1) + " are expected";
            remedy = "Check the delimiter and quotes of that line";
        } else if (text.contains("unterminated quote")) {
            why = "a quote is never closed";
        } else if (text.contains("not utf-8") || text.contains("Invalid unicode")) {
            why = "it is not encoded as UTF-8";
            remedy = "Convert the file to UTF-8";
        } else if (text.contains("Maximum line size")) {
            why = "it is longer than " + FileText.LONGEST_LINE + " bytes";
        } else {
            why = "it does not follow the CSV format";
        }
        return invalid(name, number, where + why, column, remedy);
    }

    private static Optional<Problem> json(String text, FileNames files) {
        Matcher malformed = MALFORMED_JSON.matcher(text);
        if (malformed.find()) {
            String name = files.shown(malformed.group(1));
            String record = malformed.group(2) == null ? "" : ", record " + malformed.group(2);
            return Optional.of(
                    invalid(
                            name,
                            0,
                            "Cannot read file '" + name + "'" + record + ": it is no valid JSON",
                            null,
                            null));
        }
        Matcher value = JSON_VALUE.matcher(text);
        if (value.find()) {
            String name = files.shown(value.group(1));
            return Optional.of(
                    invalid(
                            name,
                            0,
                            "Cannot read file '"
                                    + name
                                    + "', record "
                                    + value.group(2)
                                    + ": a value does not have its column's type",
                            null,
                            "Correct the value, or declare the column as VARCHAR"));
        }
        return Optional.empty();
    }

    private static Optional<Problem> parquet(String text, FileNames files) {
        Optional<String> file = files.mentionedIn(text);
        boolean notParquet =
                text.contains("too small to be a Parquet file")
                        || text.contains("No magic bytes found");
        if (notParquet) {
            String name = file.orElse("Parquet file");
            return Optional.of(
                    invalid(
                            name,
                            0,
                            "Cannot read file '" + name + "': it is cut off or no Parquet file",
                            null,
                            "Write or copy the file anew"));
        }
        boolean permission = text.startsWith("Permission Error");
        if (file.isPresent() && !permission && !text.startsWith("Binder Error")) {
            return Optional.of(unreadable(file.orElseThrow()));
        }
        return Optional.empty();
    }

    /// Returns the problem of a file that cannot be decoded for a reason we have no words for.
    static Problem unreadable(String name) {
        return invalid(
                name,
                0,
                "Cannot read file '" + name + "': it is damaged or of another format",
                null,
                "Write or copy the file anew");
    }

    /// Returns the problem of a file whose columns are not those that the design counts on.
    static Problem changed(String name, String column, String how) {
        return Problem.error(
                ErrorCode.SCHEMA_CHANGED,
                "Cannot read file '" + name + "': it " + how + " '" + column + "'",
                Place.inFile(name, 0, 0).of(column),
                "Correct the file, or the dataset's columns");
    }

    private static Problem invalid(
            String name,
            int line,
            String message,
            @Nullable String column,
            @Nullable String remedy) {
        Place place = Place.inFile(name, line, line > 0 ? 1 : 0).of(column);
        return Problem.error(ErrorCode.DATA_INVALID, message, place, remedy);
    }
}
