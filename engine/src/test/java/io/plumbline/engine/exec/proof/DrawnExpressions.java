package io.plumbline.engine.exec.proof;

import io.plumbline.engine.model.DataType.Kind;
import io.plumbline.engine.model.Field;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/// Draws SQL expressions over columns: each compiles, few fail over small values.
final class DrawnExpressions {
    private static final Set<Kind> NUMBERS =
            Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.DECIMAL, Kind.DOUBLE);
    private static final Set<Kind> TEXTS = Set.of(Kind.VARCHAR);
    private static final Set<Kind> DAYS = Set.of(Kind.DATE);
    private static final Set<Kind> TRUTHS = Set.of(Kind.BOOLEAN);

    private final Random random;
    private final List<Field> columns;
    private final Function<String, String> naming;

    /// Takes the columns to draw from.
    ///
    /// @param naming how a column is written
    DrawnExpressions(Random random, List<Field> columns, Function<String, String> naming) {
        this.random = random;
        this.columns = columns;
        this.naming = naming;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /// Returns a column of one of the kinds, or a constant where there is none.
    private String column(Set<Kind> kinds, String constant) {
        List<String> fitting =
                columns.stream()
                        .filter(c -> kinds.contains(c.type().kind()))
                        .map(Field::name)
                        .toList();
        return fitting.isEmpty() || random.nextInt(8) == 0
                ? constant
                : naming.apply(fitting.get(random.nextInt(fitting.size())));
    }

    /// Returns any column.
    String any() {
        return naming.apply(columns.get(random.nextInt(columns.size())).name());
    }

    /// Returns an expression of any type.
    String value(int depth) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> number(depth);
            case 2 -> text(depth);
            case 3 -> truth(depth);
            default -> day(depth);
        };
    }

    String number(int depth) {
        String leaf = column(NUMBERS, String.valueOf(random.nextInt(12)));
        if (depth == 0) {
            return leaf;
        }
        return switch (random.nextInt(11)) {
            case 0 -> "(" + number(depth - 1) + pick(" + ", " - ") + number(depth - 1) + ")";
            case 1 -> "(" + leaf + " * " + (1 + random.nextInt(4)) + ")";
            case 2 -> "ABS(" + number(depth - 1) + ")";
            case 3 ->
                    "CASE WHEN "
                            + truth(depth - 1)
                            + " THEN "
                            + number(depth - 1)
                            + " ELSE "
                            + number(depth - 1)
                            + " END";
            case 4 -> "COALESCE(" + number(depth - 1) + ", " + number(depth - 1) + ")";
            case 5 -> "CHAR_LENGTH(" + text(depth - 1) + ")";
            case 6 -> "NULLIF(" + number(depth - 1) + ", " + number(depth - 1) + ")";
            case 7 -> "EXTRACT(" + pick("YEAR", "MONTH", "DAY") + " FROM " + day(depth - 1) + ")";
            case 8 -> "GREATEST(" + number(depth - 1) + ", " + number(depth - 1) + ")";
            default -> leaf;
        };
    }

    String text(int depth) {
        String leaf = column(TEXTS, pick("'ash'", "'elm'", "'fir'"));
        if (depth == 0) {
            return leaf;
        }
        return switch (random.nextInt(7)) {
            case 0 -> "UPPER(" + text(depth - 1) + ")";
            case 1 -> "(" + text(depth - 1) + " || " + text(depth - 1) + ")";
            case 2 -> "SUBSTRING(" + text(depth - 1) + " FROM 1 FOR 2)";
            case 3 ->
                    "CASE WHEN "
                            + truth(depth - 1)
                            + " THEN "
                            + text(depth - 1)
                            + " ELSE 'none' END";
            case 4 -> "CAST(" + number(depth - 1) + " AS VARCHAR)";
            case 5 -> "COALESCE(" + text(depth - 1) + ", " + text(depth - 1) + ")";
            default -> leaf;
        };
    }

    String day(int depth) {
        String leaf = column(DAYS, "DATE '2020-02-01'");
        return depth == 0 || random.nextBoolean()
                ? leaf
                : "CASE WHEN " + truth(depth - 1) + " THEN " + leaf + " ELSE " + day(0) + " END";
    }

    String truth(int depth) {
        String compared = pick(" = ", " <> ", " < ", " <= ", " > ", " >= ");
        return switch (random.nextInt(depth == 0 ? 6 : 10)) {
            case 0, 1 -> number(0) + compared + random.nextInt(20);
            case 2 -> number(0) + compared + number(0);
            case 3 -> text(0) + pick(" = 'ash'", " LIKE '%e%'", " IN ('elm', 'fir', 'oak')");
            case 4 -> any() + pick(" IS NULL", " IS NOT NULL");
            case 5 ->
                    column(TRUTHS, "TRUE").equals("TRUE")
                            ? day(0) + compared + "DATE '2020-02-01'"
                            : column(TRUTHS, "FALSE") + pick("", " IS NOT TRUE");
            case 6 -> "(" + truth(depth - 1) + pick(" AND ", " OR ") + truth(depth - 1) + ")";
            case 7 -> "NOT (" + truth(depth - 1) + ")";
            case 8 -> number(depth - 1) + " BETWEEN 2 AND " + (3 + random.nextInt(15));
            default -> number(depth - 1) + compared + number(depth - 1);
        };
    }

    /// Returns a window function; all columns order it, so that rows have no ties to break.
    String window() {
        StringBuilder order = new StringBuilder(any() + pick("", " DESC"));
        columns.forEach(c -> order.append(", ").append(naming.apply(c.name())));
        String partition = random.nextBoolean() ? "PARTITION BY " + any() + " " : "";
        String ordered = "(" + partition + "ORDER BY " + order;
        return switch (random.nextInt(8)) {
            case 0 -> "ROW_NUMBER() OVER " + ordered + ")";
            case 1 -> "SUM(" + number(0) + ") OVER " + ordered + ")";
            case 2 -> "SUM(" + number(0) + ") OVER (" + partition + ")";
            case 3 -> "LAG(" + any() + ") OVER " + ordered + ")";
            case 4 -> "COUNT(*) OVER (" + partition + ")";
            case 5 -> "FIRST_VALUE(" + any() + ") OVER " + ordered + ")";
            case 6 ->
                    "MAX("
                            + number(0)
                            + ") OVER "
                            + ordered
                            + " ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)";
            default -> "RANK() OVER (" + partition + "ORDER BY " + any() + ")";
        };
    }

    /// Returns an aggregate.
    String aggregate() {
        String filter = random.nextInt(4) == 0 ? " FILTER (WHERE " + truth(1) + ")" : "";
        return switch (random.nextInt(9)) {
            case 0 -> "COUNT(*)" + filter;
            case 1 -> "COUNT(" + any() + ")" + filter;
            case 2 -> "COUNT(DISTINCT " + any() + ")";
            case 3 -> "MIN(" + value(1) + ")" + filter;
            case 4 -> "MAX(" + number(1) + ")" + filter;
            case 5 -> "AVG(" + number(0) + ")";
            case 6 -> "SUM(" + number(1) + ") - MIN(" + number(0) + ")";
            case 7 -> "CASE WHEN COUNT(*) > 2 THEN MAX(" + number(0) + ") END";
            default -> "SUM(" + number(1) + ")" + filter;
        };
    }
}
