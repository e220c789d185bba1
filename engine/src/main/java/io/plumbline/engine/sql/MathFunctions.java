package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.Calls.*;
import static io.plumbline.engine.sql.Function.of;

import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;

/// Functions of doubles and of bits.
final class MathFunctions {
    private static final String X = "CAST({0} AS DOUBLE)";
    private static final String OVERFLOW = Failing.OVERFLOW;
    private static final String INVALID = Failing.VALUE_INVALID;

    private static final List<Function> ALL =
            List.of(
                    ofDouble(
                            "SINH",
                            finite("sinh(" + X + ")"),
                            "Fails on overflow",
                            "SINH(0)",
                            "0.0",
                            "SINH(1000)",
                            "!OVERFLOW"),
                    ofDouble(
                            "COSH",
                            finite("cosh(" + X + ")"),
                            "Fails on overflow",
                            "COSH(0)",
                            "1.0",
                            "COSH(-1000)",
                            "!OVERFLOW"),
                    ofDouble(
                            "TANH",
                            "tanh(" + X + ")",
                            "A double",
                            "TANH(0)",
                            "0.0",
                            "TANH(1000)",
                            "1.0"),
                    ofDouble("ASINH", "asinh(" + X + ")", "A double", "ASINH(0)", "0.0"),
                    ofDouble(
                            "ACOSH",
                            fails(X + " < 1", INVALID, "acosh(" + X + ")"),
                            "A double; fails below 1",
                            "ACOSH(1)",
                            "0.0",
                            "ACOSH(0.5)",
                            "!VALUE_INVALID"),
                    ofDouble(
                            "ATANH",
                            fails("abs(" + X + ") >= 1", INVALID, "atanh(" + X + ")"),
                            "A double; fails at -1 and 1, and beyond",
                            "ATANH(0)",
                            "0.0",
                            "ATANH(1)",
                            "!VALUE_INVALID"),
                    ofDouble(
                            "COT",
                            fails(X + " = 0", INVALID, finite("cot(" + X + ")")),
                            "Of radians; fails at 0",
                            "ROUND(COT(1), 6)",
                            "0.642093",
                            "COT(0)",
                            "!VALUE_INVALID"),
                    ofDouble(
                            "CBRT",
                            "cbrt(" + X + ")",
                            "The cube root, negative ones included; to the last digit or two",
                            "ROUND(CBRT(-27), 6)",
                            "-3.0"),
                    ofDouble(
                            "LOG2",
                            fails(X + " <= 0", INVALID, "log2(" + X + ")"),
                            "A double; fails at zero and below",
                            "LOG2(8)",
                            "3.0",
                            "LOG2(0)",
                            "!VALUE_INVALID"),
                    of(
                                    "LOG",
                                    scalar("LOG", DOUBLE, TWO_NUMBERS),
                                    "The logarithm of the second to the base of the first, as the standard; fails for a base of 1 and for what is not above 0",
                                    "LOG(2, 8)",
                                    "3.0",
                                    "LOG(1, 8)",
                                    "!VALUE_INVALID",
                                    "LOG(2, -8)",
                                    "!VALUE_INVALID")
                            .in(
                                    "duckdb",
                                    fails(
                                            X
                                                    + " <= 0 OR "
                                                    + X
                                                    + " = 1 OR CAST({1} AS DOUBLE) <= 0",
                                            INVALID,
                                            "log(" + X + ", CAST({1} AS DOUBLE))")),
                    of("POW", Rewrite.of("POW", "POWER(p0, p1)"), "POWER", "POW(2, 3)", "8.0"),
                    of(
                            "TRUNC",
                            Rewrite.of("TRUNC", "TRUNCATE(p0)", "TRUNCATE(p0, p1)"),
                            "TRUNCATE",
                            "TRUNC(2.57)",
                            "2.00",
                            "TRUNC(-2.57, 1)",
                            "-2.50"),
                    of(
                                    "GCD",
                                    scalar("GCD", BIGINT, TWO_INTEGERS),
                                    "The greatest common divisor, never negative; GCD(0, 0) is 0",
                                    "GCD(-12, 18)",
                                    "6",
                                    "GCD(0, 5)",
                                    "5")
                            .in("duckdb", "gcd(CAST({0} AS BIGINT), CAST({1} AS BIGINT))"),
                    of(
                                    "LCM",
                                    scalar("LCM", BIGINT, TWO_INTEGERS),
                                    "The least common multiple, never negative; fails on overflow",
                                    "LCM(4, -6)",
                                    "12",
                                    "LCM(9223372036854775807, 2)",
                                    "!OVERFLOW")
                            .in("duckdb", "lcm(CAST({0} AS BIGINT), CAST({1} AS BIGINT))"),
                    of(
                                    "WIDTH_BUCKET",
                                    scalar(
                                            "WIDTH_BUCKET",
                                            INTEGER,
                                            OperandTypes.family(
                                                    SqlTypeFamily.NUMERIC,
                                                    SqlTypeFamily.NUMERIC,
                                                    SqlTypeFamily.NUMERIC,
                                                    SqlTypeFamily.INTEGER)),
                                    "Which of n equal buckets from the second to the third holds x, computed in doubles; the second is within, the third beyond; 0 before, n + 1 beyond; fails for n below 1 and for equal ends",
                                    "WIDTH_BUCKET(5.35, 0.024, 10.06, 5)",
                                    "3",
                                    "WIDTH_BUCKET(10, 0, 10, 5)",
                                    "6",
                                    "WIDTH_BUCKET(0, 0, 10, 5)",
                                    "1",
                                    "WIDTH_BUCKET(8, 10, 0, 5)",
                                    "2",
                                    "WIDTH_BUCKET(-1, 0, 10, 5)",
                                    "0",
                                    "WIDTH_BUCKET(1, 2, 2, 5)",
                                    "!VALUE_INVALID",
                                    "WIDTH_BUCKET(1, CAST(NULL AS INTEGER), 2, 5)",
                                    "null")
                            .in("duckdb", bucket()),
                    of(
                                    "BITAND",
                                    bits("BITAND"),
                                    "Bit by bit, in two's complement",
                                    "BITAND(12, 10)",
                                    "8",
                                    "BITAND(-1, 10)",
                                    "10")
                            .in("duckdb", "({0} & {1})")
                            .in("postgres", "({0} & {1})")
                            .in("h2", "BITAND({0}, {1})"),
                    of(
                                    "BITOR",
                                    bits("BITOR"),
                                    "Bit by bit, in two's complement",
                                    "BITOR(12, 10)",
                                    "14")
                            .in("duckdb", "({0} | {1})")
                            .in("postgres", "({0} | {1})")
                            .in("h2", "BITOR({0}, {1})"),
                    of(
                                    "BITXOR",
                                    bits("BITXOR"),
                                    "Bit by bit, in two's complement",
                                    "BITXOR(12, 10)",
                                    "6")
                            .in("duckdb", "xor({0}, {1})")
                            .in("postgres", "({0} # {1})")
                            .in("h2", "BITXOR({0}, {1})"),
                    of(
                                    "BITNOT",
                                    scalar("BITNOT", ReturnTypes.ARG0, ONE_INTEGER),
                                    "Each bit turned, in two's complement",
                                    "BITNOT(5)",
                                    "-6")
                            .in("duckdb", "(~{0})")
                            .in("postgres", "(~{0})")
                            .in("h2", "BITNOT({0})"),
                    of(
                                    "BIT_COUNT",
                                    scalar("BIT_COUNT", INTEGER, ONE_INTEGER),
                                    "Ones among the 64 bits in two's complement",
                                    "BIT_COUNT(7)",
                                    "3",
                                    "BIT_COUNT(-1)",
                                    "64")
                            .in("duckdb", "CAST(bit_count(CAST({0} AS BIGINT)) AS INTEGER)"),
                    of(
                                    "IS_NAN",
                                    scalar("IS_NAN", TRUTH, ONE_NUMBER),
                                    "Whether a double of a file is no number; arithmetic never makes one",
                                    "IS_NAN(1.5)",
                                    "FALSE")
                            .in("duckdb", "isnan(" + X + ")"),
                    of(
                                    "IS_INF",
                                    scalar("IS_INF", TRUTH, ONE_NUMBER),
                                    "Whether a double of a file is infinite; arithmetic never makes one",
                                    "IS_INF(CAST(1 AS DOUBLE))",
                                    "FALSE")
                            .in("duckdb", "isinf(" + X + ")"));

    private MathFunctions() {}

    private static Function ofDouble(
            String name, String duckdb, String meaning, String... examples) {
        return of(name, scalar(name, DOUBLE, ONE_NUMBER), meaning, examples).in("duckdb", duckdb);
    }

    private static String finite(String text) {
        return fails("NOT isfinite(" + text + ")", OVERFLOW, text);
    }

    private static String fails(String condition, String failure, String otherwise) {
        return "CASE WHEN " + condition + " THEN " + failure + " ELSE " + otherwise + " END";
    }

    private static SqlOperator bits(String name) {
        return scalar(name, ReturnTypes.LEAST_RESTRICTIVE, TWO_INTEGERS);
    }

    static List<Function> all() {
        return ALL;
    }

    private static String bucket() {
        String lo = "CAST({1} AS DOUBLE)";
        String hi = "CAST({2} AS DOUBLE)";
        String up =
                fails(
                        X + " < " + lo,
                        "0",
                        fails(X + " >= " + hi, "{3} + 1", within(X + " - " + lo, hi + " - " + lo)));
        String down =
                fails(
                        X + " > " + lo,
                        "0",
                        fails(X + " <= " + hi, "{3} + 1", within(lo + " - " + X, lo + " - " + hi)));
        return "CASE WHEN {0} IS NULL OR {1} IS NULL OR {2} IS NULL OR {3} IS NULL THEN NULL WHEN {3} < 1 OR "
                + lo
                + " = "
                + hi
                + " THEN "
                + INVALID
                + " WHEN "
                + lo
                + " < "
                + hi
                + " THEN "
                + up
                + " ELSE "
                + down
                + " END";
    }

    private static String within(String part, String whole) {
        return "least({3}, CAST(floor((" + part + ") / (" + whole + ") * {3}) AS INTEGER) + 1)";
    }
}
