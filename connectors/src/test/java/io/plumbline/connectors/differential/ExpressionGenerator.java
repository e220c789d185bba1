package io.plumbline.connectors.differential;

import static io.plumbline.connectors.differential.Expression.Kind.BIGINT;
import static io.plumbline.connectors.differential.Expression.Kind.DATE;
import static io.plumbline.connectors.differential.Expression.Kind.DECIMAL;
import static io.plumbline.connectors.differential.Expression.Kind.DOUBLE;
import static io.plumbline.connectors.differential.Expression.Kind.INTEGER;
import static io.plumbline.connectors.differential.Expression.Kind.TEXT;
import static io.plumbline.connectors.differential.Expression.Kind.TIMESTAMP;
import static io.plumbline.connectors.differential.Expression.Kind.TRUTH;

import io.plumbline.connectors.differential.Expression.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes well-typed expressions over the columns of [EdgeRows], the same for the same seed.
final class ExpressionGenerator {
    private static final int DEPTH = 3;

    private record Rule(String text, List<Kind> parts) {}

    private static final Map<Kind, List<Rule>> RULES = rules();
    private static final Map<Kind, List<String>> LEAVES =
            Map.of(
                    INTEGER, List.of("i", "j", "s", "0", "1", "-1", "7", "2147483647"),
                    BIGINT, List.of("b", "CAST(i AS BIGINT)", "CAST(3000000000 AS BIGINT)"),
                    DECIMAL, List.of("n", "m", "0.5", "-1.25", "2.00"),
                    DOUBLE, List.of("x", "CAST(j AS DOUBLE)", "1E0", "-2.5E0", "1E300"),
                    TEXT, List.of("t", "u", "'a'", "'ab'", "''", "'Zürich'"),
                    TRUTH, List.of("p", "q", "TRUE", "FALSE"),
                    DATE, List.of("d", "DATE '2012-02-29'", "DATE '9999-12-31'"),
                    TIMESTAMP, List.of("ts", "TIMESTAMP '2013-12-31 23:59:59'"));

    private final Random random;

    ExpressionGenerator(long seed) {
        random = new Random(seed);
    }

    /// Returns the simplest expressions of a kind.
    static List<Expression> simple(Kind kind) {
        return LEAVES.getOrDefault(kind, List.of()).stream()
                .map(text -> Expression.leaf(kind, text))
                .toList();
    }

    Expression next() {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        return made(kind, 1 + random.nextInt(DEPTH));
    }

    private Expression made(Kind kind, int depth) {
        if (depth == 0) {
            List<Expression> leaves = simple(kind);
            return leaves.get(random.nextInt(leaves.size()));
        }
        List<Rule> rules = RULES.getOrDefault(kind, List.of());
        Rule rule = rules.get(random.nextInt(rules.size()));
        List<Expression> parts =
                rule.parts().stream().map(k -> made(k, random.nextInt(depth))).toList();
        return new Expression(kind, rule.text(), parts);
    }

    private static Map<Kind, List<Rule>> rules() {
        Map<Kind, List<Rule>> rules = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            add(rules, kind, "CASE WHEN #0 THEN #1 ELSE #2 END", TRUTH, kind, kind);
            add(rules, kind, "COALESCE(#0, #1)", kind, kind);
            add(rules, kind, "NULLIF(#0, #1)", kind, kind);
            for (String test : List.of("=", "<>", "IS DISTINCT FROM", "IS NOT DISTINCT FROM")) {
                add(rules, TRUTH, "(#0 " + test + " #1)", kind, kind);
            }
            add(rules, TRUTH, "(#0 IS NULL)", kind);
            if (kind != TRUTH) {
                add(rules, TRUTH, "(#0 < #1)", kind, kind);
                add(rules, TRUTH, "(#0 >= #1)", kind, kind);
                add(rules, TRUTH, "(#0 BETWEEN #1 AND #2)", kind, kind, kind);
            }
        }
        numbers(rules);
        others(rules);
        return rules;
    }

    private static void numbers(Map<Kind, List<Rule>> rules) {
        for (Kind kind : List.of(INTEGER, BIGINT, DECIMAL, DOUBLE)) {
            for (String sign : List.of("+", "-", "*", "/")) {
                add(rules, kind, "(#0 " + sign + " #1)", kind, kind);
            }
            add(rules, kind, "(- #0)", kind);
            add(rules, kind, "ABS(#0)", kind);
            add(rules, kind, "SIGN(#0)", kind);
            add(rules, kind, "GREATEST(#0, #1)", kind, kind);
            add(rules, kind, "LEAST(#0, #1)", kind, kind);
        }
        for (Kind kind : List.of(INTEGER, BIGINT, DECIMAL)) {
            add(rules, kind, "MOD(#0, #1)", kind, kind);
        }
        add(rules, INTEGER, "BITAND(#0, #1)", INTEGER, INTEGER);
        add(rules, INTEGER, "BITXOR(#0, #1)", INTEGER, INTEGER);
        add(rules, INTEGER, "CHAR_LENGTH(#0)", TEXT);
        add(rules, INTEGER, "POSITION(#0 IN #1)", TEXT, TEXT);
        add(rules, INTEGER, "CAST(#0 AS INTEGER)", BIGINT);
        add(rules, INTEGER, "CAST(#0 AS INTEGER)", DECIMAL);
        add(rules, INTEGER, "CAST(#0 AS INTEGER)", DOUBLE);
        add(rules, BIGINT, "CAST(#0 AS BIGINT)", INTEGER);
        add(rules, BIGINT, "CAST(#0 AS BIGINT)", DECIMAL);
        for (String field :
                List.of(
                        "YEAR", "QUARTER", "MONTH", "DAY", "DOY", "DOW", "ISODOW", "WEEK",
                        "ISOYEAR")) {
            add(rules, BIGINT, "EXTRACT(" + field + " FROM #0)", DATE);
        }
        for (String field : List.of("YEAR", "HOUR", "MINUTE", "SECOND")) {
            add(rules, BIGINT, "EXTRACT(" + field + " FROM #0)", TIMESTAMP);
        }
        for (String type : List.of("DECIMAL(12, 3)", "DECIMAL(9, 1)", "DECIMAL(5, 0)")) {
            for (Kind kind : List.of(INTEGER, DECIMAL, DOUBLE)) {
                add(rules, DECIMAL, "CAST(#0 AS " + type + ")", kind);
            }
        }
        for (String call :
                List.of("ROUND(#0, 1)", "ROUND(#0)", "TRUNCATE(#0, 1)", "FLOOR(#0)", "CEIL(#0)")) {
            add(rules, DECIMAL, call, DECIMAL);
        }
        add(rules, DOUBLE, "CAST(#0 AS DOUBLE)", INTEGER);
        add(rules, DOUBLE, "CAST(#0 AS DOUBLE)", DECIMAL);
        for (String call :
                List.of("SQRT(#0)", "EXP(#0)", "LN(#0)", "FLOOR(#0)", "CEIL(#0)", "POWER(#0, 2)")) {
            add(rules, DOUBLE, call, DOUBLE);
        }
    }

    private static void others(Map<Kind, List<Rule>> rules) {
        add(rules, TEXT, "(#0 || #1)", TEXT, TEXT);
        for (String call :
                List.of(
                        "UPPER(#0)",
                        "LOWER(#0)",
                        "TRIM(#0)",
                        "LTRIM(#0)",
                        "RTRIM(#0)",
                        "REVERSE(#0)",
                        "LEFT(#0, 2)",
                        "LEFT(#0, -1)",
                        "RIGHT(#0, 2)",
                        "REPEAT(#0, 2)",
                        "LPAD(#0, 4, '*')",
                        "SUBSTRING(#0 FROM 2)",
                        "SUBSTRING(#0 FROM -1 FOR 3)",
                        "INITCAP(#0)",
                        "CAST(#0 AS VARCHAR(3))",
                        "OVERLAY(#0 PLACING 'XY' FROM 2 FOR 1)")) {
            add(rules, TEXT, call, TEXT);
        }
        add(rules, TEXT, "REPLACE(#0, #1, #2)", TEXT, TEXT, TEXT);
        add(rules, TEXT, "SUBSTRING(#0 FROM #1 FOR 2)", TEXT, INTEGER);
        add(rules, TEXT, "CAST(#0 AS VARCHAR)", INTEGER);
        add(rules, TEXT, "CAST(#0 AS VARCHAR)", BIGINT);
        add(rules, TEXT, "CAST(#0 AS VARCHAR)", TRUTH);
        add(rules, TEXT, "CAST(#0 AS VARCHAR)", DATE);
        add(rules, TRUTH, "(#0 AND #1)", TRUTH, TRUTH);
        add(rules, TRUTH, "(#0 OR #1)", TRUTH, TRUTH);
        add(rules, TRUTH, "(NOT #0)", TRUTH);
        add(rules, TRUTH, "(#0 IS TRUE)", TRUTH);
        add(rules, TRUTH, "(#0 IS NOT FALSE)", TRUTH);
        add(rules, TRUTH, "(#0 LIKE 'a%')", TEXT);
        add(rules, TRUTH, "(#0 LIKE '_b_' ESCAPE '!')", TEXT);
        add(rules, TRUTH, "(#0 IN (0, 7, NULL))", INTEGER);
        add(rules, TRUTH, "STARTS_WITH(#0, #1)", TEXT, TEXT);
        for (String interval : List.of("'1' DAY", "'1' MONTH", "'13' MONTH", "'4' YEAR")) {
            add(rules, DATE, "(#0 + INTERVAL " + interval + ")", DATE);
            add(rules, DATE, "(#0 - INTERVAL " + interval + ")", DATE);
            add(rules, TIMESTAMP, "(#0 + INTERVAL " + interval + ")", TIMESTAMP);
        }
        add(rules, TIMESTAMP, "(#0 - INTERVAL '90' SECOND)", TIMESTAMP);
        add(rules, DATE, "CAST(#0 AS DATE)", TIMESTAMP);
        add(rules, DATE, "LAST_DAY(#0)", DATE);
        add(rules, DATE, "FLOOR(#0 TO MONTH)", DATE);
        add(rules, DATE, "CEIL(#0 TO YEAR)", DATE);
        add(rules, TIMESTAMP, "CAST(#0 AS TIMESTAMP)", DATE);
        add(rules, TIMESTAMP, "FLOOR(#0 TO HOUR)", TIMESTAMP);
        add(rules, TIMESTAMP, "FLOOR(#0 TO QUARTER)", TIMESTAMP);
        add(rules, BIGINT, "TIMESTAMPDIFF(MONTH, #0, #1)", DATE, DATE);
        add(rules, BIGINT, "TIMESTAMPDIFF(DAY, #0, #1)", DATE, DATE);
    }

    private static void add(Map<Kind, List<Rule>> rules, Kind kind, String text, Kind... parts) {
        rules.computeIfAbsent(kind, k -> new ArrayList<>()).add(new Rule(text, List.of(parts)));
    }
}
