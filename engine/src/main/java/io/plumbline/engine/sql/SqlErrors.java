package io.plumbline.engine.sql;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.jspecify.annotations.Nullable;

/// Turns Calcite's failures into problems with a place, a code and the nearest name.
public final class SqlErrors {
    private static final Pattern NO_COLUMN =
            Pattern.compile("(?:Column|Unknown field) '(.+?)'(?: not found.*)?", Pattern.DOTALL);
    private static final Pattern AMBIGUOUS =
            Pattern.compile("Column '(.+?)' is ambiguous", Pattern.DOTALL);
    private static final Pattern DUPLICATE =
            Pattern.compile(
                    "Column has duplicate column name '(.+?)' and no column list specified",
                    Pattern.DOTALL);
    private static final Pattern NO_TABLE =
            Pattern.compile("(?:Object|Table) '(.+?)' not found.*", Pattern.DOTALL);
    private static final Pattern NO_FUNCTION =
            Pattern.compile("No match found for function signature (\\S+?)\\(.*", Pattern.DOTALL);
    private static final Pattern NOT_GROUPED =
            Pattern.compile("Expression '(.+?)' is not being grouped", Pattern.DOTALL);
    private static final Pattern NO_OPERATOR =
            Pattern.compile(
                    "Cannot apply '(.+?)' to arguments of type '(.+?)'\\..*", Pattern.DOTALL);
    private static final Pattern BAD_VALUE =
            Pattern.compile("(?:Illegal|Invalid|Numeric literal).*", Pattern.DOTALL);
    private static final Pattern NOISE =
            Pattern.compile(
                    "(?:(?:java|org)\\.[\\w.$]+(?:Exception|Error)?:? ?)|\\w*Exception:? ?");
    private static final Set<String> INTERESTING =
            Set.of("FROM", "WHERE", "GROUP", "ORDER", "SELECT", "AS", "ON", "AND", "END", ")", ",");

    private static final Pattern TOKEN =
            Pattern.compile("\\w+|'(?:[^']|'')*'|\"[^\"]*\"|[<>=|!:]{2}|[^\\s\\w]");

    private final Collection<String> columns;
    private final Collection<List<String>> tables;

    /// @param columns the names of columns in sight
    public SqlErrors(Collection<String> columns, Collection<List<String>> tables) {
        this.columns = columns;
        this.tables = tables;
    }

    /// Translates a failure of the parser.
    public static PlumblineException syntax(SqlParseException e, String sql) {
        Set<String> words = expected(e);
        Matcher tokens = TOKEN.matcher(sql);
        int at = offset(sql, StatementCheck.place(e.getPos()));
        boolean found = at < sql.length() && tokens.find(at);
        // the parser looks ahead: where it names a token that may stand there, the next is wrong
        if (found && words.contains(tokens.group().toUpperCase(Locale.ROOT))) {
            found = tokens.find();
        }
        int wrong = found ? tokens.start() : sql.stripTrailing().length();
        String shown = String.join(" or ", words.stream().filter(INTERESTING::contains).toList());
        String message =
                "Invalid SQL: unexpected "
                        + (found ? "'" + tokens.group() + "'" : "end")
                        + (shown.isEmpty() ? "" : " (must be " + shown + ")");
        return new PlumblineException(
                List.of(Problem.error(ErrorCode.SQL_SYNTAX, message, placeOf(sql, wrong), null)),
                e);
    }

    private static int offset(String sql, Place place) {
        int at = 0;
        for (int line = 1; line < place.line(); line++) {
            int eol = sql.indexOf('\n', at);
            at = eol < 0 ? sql.length() : eol + 1;
        }
        return Math.min(sql.length(), at + Math.max(0, place.column() - 1));
    }

    private static Place placeOf(String sql, int offset) {
        String before = sql.substring(0, offset);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return Place.inText(line, offset - before.lastIndexOf('\n'));
    }

    private static Set<String> expected(SqlParseException e) {
        Set<String> words = new TreeSet<>();
        if (e.getExpectedTokenSequences() != null && e.getTokenImages() != null) {
            for (int[] sequence : e.getExpectedTokenSequences()) {
                words.add(e.getTokenImages()[sequence[0]].replace("\"", ""));
            }
        }
        return words;
    }

    /// Translates a failure of validation or conversion.
    public PlumblineException invalid(RuntimeException e) {
        Place place = Place.NOWHERE;
        Throwable deepest = e;
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof PlumblineException known) {
                return known;
            }
            if (t instanceof CalciteContextException c && c.getPosLine() > 0) {
                place = Place.inText(c.getPosLine(), c.getPosColumn());
            }
            deepest = t;
        }
        String text = deepest.getMessage();
        if (place.equals(Place.NOWHERE) && !(e instanceof CalciteContextException)) {
            return new PlumblineException(
                    List.of(
                            Problem.error(
                                    ErrorCode.SQL_UNSUPPORTED,
                                    "Cannot plan the statement: " + clean(text),
                                    place,
                                    null)),
                    e);
        }
        return new PlumblineException(List.of(problem(text == null ? "" : text, place)), e);
    }

    private Problem problem(String text, Place place) {
        Matcher m = AMBIGUOUS.matcher(text);
        if (m.matches()) {
            return Problem.error(
                    ErrorCode.COLUMN_AMBIGUOUS,
                    "Invalid column: '" + m.group(1) + "' (is ambiguous, must name its table)",
                    place,
                    "Write it as table." + m.group(1));
        }
        m = NO_COLUMN.matcher(text);
        if (m.matches()) {
            return column(m.group(1), place);
        }
        m = DUPLICATE.matcher(text);
        if (m.matches()) {
            return Query.duplicate(m.group(1), place);
        }
        m = NO_TABLE.matcher(text);
        if (m.matches()) {
            return table(m.group(1), place);
        }
        m = NO_FUNCTION.matcher(text);
        if (m.matches()) {
            return function(m.group(1), place);
        }
        return typed(text, place);
    }

    private Problem typed(String text, Place place) {
        Matcher m = NOT_GROUPED.matcher(text);
        if (m.matches()) {
            return Problem.error(
                    ErrorCode.SQL_INVALID,
                    "Invalid column: '" + m.group(1) + "' (is not grouped, must stand in GROUP BY)",
                    place,
                    "Add it to GROUP BY, or aggregate it");
        }
        m = NO_OPERATOR.matcher(text);
        if (m.matches()) {
            return Problem.error(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot apply " + m.group(1) + " to these types: " + m.group(2),
                    place,
                    "Cast one side, for example CAST(x AS DATE)");
        }
        ErrorCode code =
                BAD_VALUE.matcher(text).matches() ? ErrorCode.VALUE_INVALID : ErrorCode.SQL_INVALID;
        return Problem.error(code, "Invalid SQL: " + clean(text), place, null);
    }

    private Problem column(String name, Place place) {
        return Problem.error(
                ErrorCode.COLUMN_UNKNOWN,
                "Invalid column: '" + name + "' (must be a column of a table in sight)",
                place,
                Suggestion.nearest(name, columns)
                        .map(n -> "Did you mean " + n + "?")
                        .orElse(listed("The columns are ", columns)));
    }

    /// The problem of a table that the catalog does not know.
    public Problem table(String name, Place place) {
        List<String> known = tables.stream().map(p -> String.join(".", p)).toList();
        return Problem.error(
                ErrorCode.TABLE_UNKNOWN,
                "Invalid table: '" + name + "' (must be a known table)",
                place,
                Suggestion.nearest(name, known)
                        .map(n -> "Did you mean " + n + "?")
                        .orElse(listed("The tables are ", known)));
    }

    private static Problem function(String name, Place place) {
        boolean known = FunctionTable.knows(name);
        return Problem.error(
                known ? ErrorCode.TYPE_MISMATCH : ErrorCode.FUNCTION_UNKNOWN,
                known
                        ? "Cannot apply " + name + " to these arguments"
                        : "Invalid function: '"
                                + name
                                + "' (must be one of the product's functions)",
                place,
                known ? "See the function's meaning in the guide" : OtherNames.remedy(name));
    }

    private static @Nullable String listed(String intro, Collection<String> names) {
        if (names.isEmpty()) {
            return null;
        }
        String some = String.join(", ", names.stream().sorted().limit(10).toList());
        return intro + some + (names.size() > 10 ? ", …" : "");
    }

    private static String clean(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "it uses something that is not supported";
        }
        String line = Arrays.stream(text.split("\n")).findFirst().orElse("");
        String plain = NOISE.matcher(line).replaceAll("").strip();
        return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
    }
}
