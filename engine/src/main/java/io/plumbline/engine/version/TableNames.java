package io.plumbline.engine.version;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Says which names a table and its columns may have. A table's name is a folder's name, so it must
/// be one on every operating system.
final class TableNames {
    private static final int LONGEST_TABLE = 128;
    private static final int LONGEST_TABLE_BYTES = 200;
    private static final int LONGEST_COLUMN = 255;
    private static final int SHOWN = 60;
    private static final Pattern TABLE =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.\\- ]*");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private TableNames() {}

    /// Returns the name in Unicode's composed form, or fails when no table may have it.
    static String table(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        boolean fits =
                composed.codePointCount(0, composed.length()) <= LONGEST_TABLE
                        && composed.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TABLE_BYTES;
        if (!fits) {
            throw invalid("table name", name, "must have at most " + LONGEST_TABLE + " characters");
        }
        if (!TABLE.matcher(composed).matches()
                || composed.endsWith(".")
                || composed.endsWith(" ")) {
            throw invalid(
                    "table name",
                    name,
                    "must be letters, digits, '_', '-', '.' and spaces, begin with a letter, digit"
                            + " or '_', and not end with '.' or a space");
        }
        if (RESERVED.matcher(composed).matches()) {
            throw invalid("table name", name, "must not be a name that Windows reserves");
        }
        return composed;
    }

    /// Fails unless there are columns, each with a name of its own.
    static void columns(String table, Schema schema) {
        if (schema.fields().isEmpty()) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Cannot write table '" + table + "': there are no columns",
                    "Write at least one column");
        }
        Set<String> seen = new HashSet<>();
        for (Field field : schema.fields()) {
            String name = field.name();
            if (name.isBlank()
                    || name.length() > LONGEST_COLUMN
                    || name.codePoints().anyMatch(Character::isISOControl)) {
                throw invalid(
                        "column name",
                        name,
                        "must have 1 to "
                                + LONGEST_COLUMN
                                + " characters and no control character");
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw PlumblineException.of(
                        ErrorCode.COLUMN_DUPLICATE,
                        "Cannot write table '" + table + "': column '" + shown(name) + "' twice",
                        "Rename one of them; case makes no difference");
            }
        }
    }

    private static PlumblineException invalid(String thing, String name, String must) {
        return PlumblineException.of(
                ErrorCode.ARGUMENT_INVALID,
                "Invalid " + thing + ": '" + shown(name) + "' (" + must + ")",
                null);
    }

    /// Returns the name in a form fit for a message.
    static String shown(String name) {
        String safe = name.replaceAll("\\p{C}", "?");
        return safe.length() <= SHOWN ? safe : safe.substring(0, SHOWN) + "…";
    }
}
