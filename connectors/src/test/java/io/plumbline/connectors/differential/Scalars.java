package io.plumbline.connectors.differential;

import io.plumbline.connectors.differential.Expression.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Simple expressions over the columns of a query, which cannot fail.
final class Scalars {
    private final Random random;

    Scalars(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// Returns a value of a kind.
    String value(Kind kind, String alias, List<Kind> columns, int depth) {
        if (depth == 0 || random.nextInt(3) > 0) {
            return simple(kind, alias, columns);
        }
        String a = value(kind, alias, columns, depth - 1);
        String b = value(kind, alias, columns, depth - 1);
        return switch (random.nextInt(4)) {
            case 0 -> "COALESCE(" + a + ", " + b + ")";
            case 1 ->
                    "CASE WHEN "
                            + truth(alias, columns, depth - 1)
                            + " THEN "
                            + a
                            + " ELSE "
                            + b
                            + " END";
            case 2 -> "NULLIF(" + a + ", " + b + ")";
            default ->
                    switch (kind) {
                        case INTEGER, DECIMAL, BIGINT -> "(" + a + " + " + b + ")";
                        case TEXT -> "(" + a + " || " + b + ")";
                        case TRUTH -> "(" + a + " OR " + b + ")";
                        default -> a;
                    };
        };
    }

    private String simple(Kind kind, String alias, List<Kind> columns) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) == kind) {
                found.add(alias + ".c" + i);
            }
        }
        return !found.isEmpty() && random.nextInt(5) > 0 ? one(found) : one(constants(kind));
    }

    private static List<String> constants(Kind kind) {
        return switch (kind) {
            case INTEGER -> List.of("0", "1", "5");
            case BIGINT -> List.of("CAST(2 AS BIGINT)");
            case DECIMAL -> List.of("1.50", "CAST(0 AS DECIMAL(8, 2))");
            case DOUBLE -> List.of("CAST(1 AS DOUBLE)");
            case TEXT -> List.of("'a'", "'ab'", "CAST(NULL AS VARCHAR)");
            case TRUTH -> List.of("TRUE", "FALSE");
            case DATE, TIMESTAMP -> List.of("DATE '2012-02-29'");
        };
    }

    /// Returns a condition.
    String truth(String alias, List<Kind> columns, int depth) {
        int at = random.nextInt(columns.size());
        Kind kind = columns.get(at);
        String column = alias + ".c" + at;
        if (depth > 1 && random.nextInt(3) == 0) {
            return "("
                    + truth(alias, columns, depth - 1)
                    + one(List.of(" AND ", " OR "))
                    + truth(alias, columns, depth - 1)
                    + ")";
        }
        if (kind == Kind.TRUTH) {
            return one(List.of(column, "NOT " + column, column + " IS NOT TRUE"));
        }
        String other = simple(kind, alias, columns);
        return switch (random.nextInt(6)) {
            case 0 -> column + " IS NULL";
            case 1 -> column + " IS NOT NULL";
            case 2 -> "(" + column + " IS DISTINCT FROM " + other + ")";
            case 3 -> column + " <= " + other;
            case 4 -> column + " <> " + other;
            default -> "NOT (" + column + " > " + other + ")";
        };
    }
}
