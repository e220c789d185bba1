package io.plumbline.engine.sql.target;

import io.plumbline.engine.sql.Failing;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/// Calls of comparison and text; numbers and times have writers of their own.
final class DuckDbCalls {
    private final DuckDb language;
    private final DuckDbNumbers numbers;
    private final DuckDbTimes times;

    DuckDbCalls(DuckDb language) {
        this.language = language;
        this.numbers = new DuckDbNumbers(language);
        this.times = new DuckDbTimes(language);
    }

    String write(RexCall call, List<String> a) {
        return switch (call.getKind()) {
            case EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL ->
                    infix(call.getOperator().getName(), a);
            case IS_DISTINCT_FROM -> infix("IS DISTINCT FROM", a);
            case IS_NOT_DISTINCT_FROM -> infix("IS NOT DISTINCT FROM", a);
            case IS_NULL -> suffix("IS NULL", a);
            case IS_NOT_NULL -> suffix("IS NOT NULL", a);
            case IS_TRUE -> suffix("IS TRUE", a);
            case IS_NOT_TRUE -> suffix("IS NOT TRUE", a);
            case IS_FALSE -> suffix("IS FALSE", a);
            case IS_NOT_FALSE -> suffix("IS NOT FALSE", a);
            case IS_UNKNOWN -> suffix("IS NULL", a);
            case NOT -> "(NOT " + a.getFirst() + ")";
            case COALESCE -> function("coalesce", a);
            case NULLIF -> function("nullif", a);
            case GREATEST, LEAST -> extreme(call, a);
            case LIKE ->
                    "("
                            + a.get(0)
                            + " LIKE "
                            + a.get(1)
                            + (a.size() > 2 ? " ESCAPE " + a.get(2) : "")
                            + ")";
            case SIMILAR -> similar(call, a);
            case POSITION -> position(a);
            case TRIM -> trim(call, a);
            case LTRIM -> "ltrim(" + a.getFirst() + ", ' ')";
            case RTRIM -> "rtrim(" + a.getFirst() + ", ' ')";
            case CHAR_LENGTH -> length(a.getFirst());
            case PLUS, MINUS, TIMES, DIVIDE, MOD, MINUS_PREFIX, PLUS_PREFIX, FLOOR, CEIL ->
                    times.concerns(call) ? times.write(call, a) : numbers.write(call, a);
            case EXTRACT, TIMESTAMP_ADD, TIMESTAMP_DIFF -> times.write(call, a);
            default -> named(call, a);
        };
    }

    private String named(RexCall call, List<String> a) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        return switch (name) {
            case "||", "CONCAT" -> "(" + String.join(" || ", a) + ")";
            case "CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH" -> length(a.getFirst());
            case "OCTET_LENGTH" -> "CAST(octet_length(" + a.getFirst() + ") AS INTEGER)";
            case "UPPER", "LOWER", "REPLACE", "REVERSE", "SPLIT_PART", "STARTS_WITH", "ENDS_WITH" ->
                    function(name.toLowerCase(Locale.ROOT), a);
            case "ASCII" -> ascii(a.getFirst());
            case "INITCAP" -> initcap(a.getFirst());
            case "SUBSTRING" -> substring(call, a);
            case "OVERLAY" -> overlay(a);
            case "LEFT", "RIGHT", "REPEAT" ->
                    name.toLowerCase(Locale.ROOT)
                            + "("
                            + a.get(0)
                            + ", "
                            + natural(call.getOperands().get(1), a.get(1))
                            + ")";
            case "LPAD", "RPAD" -> pad(name.toLowerCase(Locale.ROOT), call, a);
            case "REGEXP_LIKE" -> "regexp_matches(" + String.join(", ", a) + ")";
            case "REGEXP_REPLACE" -> "regexp_replace(" + String.join(", ", a) + ", 'g')";
            case "CURRENT_DATE",
                    "CURRENT_TIMESTAMP",
                    "LOCALTIMESTAMP",
                    "LAST_DAY",
                    "TO_CHAR",
                    "TO_DATE",
                    "TO_TIMESTAMP" ->
                    times.write(call, a);
            default -> numbers.write(call, a);
        };
    }

    static String infix(String word, List<String> a) {
        return "(" + a.get(0) + " " + word + " " + a.get(1) + ")";
    }

    private static String suffix(String word, List<String> a) {
        return "(" + a.getFirst() + " " + word + ")";
    }

    static String function(String name, List<String> a) {
        return name + "(" + String.join(", ", a) + ")";
    }

    private static String length(String text) {
        return "CAST(length(" + text + ") AS INTEGER)";
    }

    private static String extreme(RexCall call, List<String> a) {
        List<String> nulls = a.stream().map(x -> x + " IS NULL").toList();
        return "CASE WHEN "
                + String.join(" OR ", nulls)
                + " THEN NULL ELSE "
                + function(call.getKind().name().toLowerCase(Locale.ROOT), a)
                + " END";
    }

    private String similar(RexCall call, List<String> a) {
        String escape = null;
        if (a.size() > 2) {
            escape = constant(call.getOperands().get(2), "SIMILAR TO with a computed escape");
        }
        String pattern = constant(call.getOperands().get(1), "SIMILAR TO with a computed pattern");
        String re2 = SimilarPattern.toRe2(pattern, escape);
        return "regexp_full_match(" + a.getFirst() + ", " + Quotes.text(re2) + ", 's')";
    }

    private String constant(RexNode rex, String what) {
        if (rex instanceof RexLiteral literal && !literal.isNull()) {
            return String.valueOf(literal.getValueAs(String.class));
        }
        throw language.refuse(what);
    }

    private static String position(List<String> a) {
        String at = "CAST(strpos(" + a.get(1) + ", " + a.get(0) + ") AS INTEGER)";
        if (a.size() < 3) {
            return at;
        }
        String rest = "substring(" + a.get(1) + ", CAST(" + a.get(2) + " AS INTEGER))";
        String in = "CAST(strpos(" + rest + ", " + a.get(0) + ") AS INTEGER)";
        return "CASE WHEN " + in + " = 0 THEN 0 ELSE " + in + " + " + a.get(2) + " - 1 END";
    }

    private String trim(RexCall call, List<String> a) {
        String cut = constant(call.getOperands().get(1), "TRIM of a computed character");
        if (cut.codePointCount(0, cut.length()) != 1) {
            throw language.refuse("TRIM of more than one character");
        }
        String name =
                switch (a.get(0)) {
                    case "LEADING" -> "ltrim";
                    case "TRAILING" -> "rtrim";
                    default -> "trim";
                };
        return name + "(" + a.get(2) + ", " + a.get(1) + ")";
    }

    private static String ascii(String text) {
        return "CASE WHEN " + text + " = '' THEN 0 ELSE CAST(unicode(" + text + ") AS INTEGER) END";
    }

    private static String initcap(String text) {
        return "array_to_string(list_transform(regexp_extract_all("
                + text
                + ", '[\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+'), lambda w: upper(left(w, 1))"
                + " || lower(substring(w, 2))), '')";
    }

    private static boolean atLeast(RexNode rex, int least) {
        return rex instanceof RexLiteral literal
                && !literal.isNull()
                && literal.getValue() instanceof java.math.BigDecimal n
                && n.compareTo(java.math.BigDecimal.valueOf(least)) >= 0;
    }

    /// Returns a count without what is below zero.
    private static String natural(RexNode rex, String text) {
        return atLeast(rex, 0)
                ? text
                : "CASE WHEN " + text + " < 0 THEN 0 ELSE CAST(" + text + " AS INTEGER) END";
    }

    private String substring(RexCall call, List<String> a) {
        RelDataType type = call.getOperands().getFirst().getType();
        if (!Expressions.isText(type)) {
            throw language.refuse("SUBSTRING of " + type);
        }
        boolean simpleStart = atLeast(call.getOperands().get(1), 1);
        String start =
                simpleStart
                        ? a.get(1)
                        : "CASE WHEN " + a.get(1) + " < 1 THEN 1 ELSE " + a.get(1) + " END";
        if (a.size() == 2) {
            return "substring(" + a.getFirst() + ", " + start + ")";
        }
        if (simpleStart && atLeast(call.getOperands().get(2), 0)) {
            return function("substring", a);
        }
        String length =
                "CASE WHEN "
                        + a.get(2)
                        + " < 0 THEN "
                        + Failing.FUNCTION_DOMAIN
                        + " WHEN "
                        + a.get(1)
                        + " < 1 AND "
                        + a.get(2)
                        + " + "
                        + a.get(1)
                        + " < 1 THEN 0 WHEN "
                        + a.get(1)
                        + " < 1 THEN "
                        + a.get(2)
                        + " + "
                        + a.get(1)
                        + " - 1 ELSE "
                        + a.get(2)
                        + " END";
        return "substring(" + a.getFirst() + ", " + start + ", " + length + ")";
    }

    private static String overlay(List<String> a) {
        String count = a.size() > 3 ? a.get(3) : "length(" + a.get(1) + ")";
        String before =
                "substring("
                        + a.get(0)
                        + ", 1, CASE WHEN "
                        + a.get(2)
                        + " < 1 THEN "
                        + Failing.FUNCTION_DOMAIN
                        + " ELSE "
                        + a.get(2)
                        + " - 1 END)";
        return "("
                + before
                + " || "
                + a.get(1)
                + " || substring("
                + a.get(0)
                + ", CASE WHEN "
                + a.get(2)
                + " + "
                + count
                + " < 1 THEN 1 ELSE "
                + a.get(2)
                + " + "
                + count
                + " END))";
    }

    private static String pad(String name, RexCall call, List<String> a) {
        String fill = a.size() > 2 ? a.get(2) : "' '";
        return name
                + "("
                + a.get(0)
                + ", CAST("
                + natural(call.getOperands().get(1), a.get(1))
                + " AS INTEGER), "
                + fill
                + ")";
    }
}
