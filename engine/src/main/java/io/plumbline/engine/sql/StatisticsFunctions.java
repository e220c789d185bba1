package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.AggregateFunctions.over;
import static io.plumbline.engine.sql.Calls.pairs;
import static io.plumbline.engine.sql.Function.of;

import java.util.List;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Aggregates of pairs, of bits and of positions; null for no rows unless told.
final class StatisticsFunctions {
    private static final String FEW = "regr_sxx({0}, {1}){w} = 0";
    private static final String SAME = "regr_syy({0}, {1}){w} = 0";

    private static final List<Function> ALL =
            List.of(
                    of(
                                    "CORR",
                                    pairs("CORR"),
                                    "Pearson's correlation of pairs without null, DOUBLE; null where either is always the same",
                                    over("ROUND(CORR(n, 2 * n), 6)"),
                                    "1.0",
                                    over("CORR(n, 1)"),
                                    "null")
                            .in("duckdb", defined(FEW + " OR " + SAME, "corr({0}, {1}){w}")),
                    regression(
                            "REGR_SLOPE",
                            FEW,
                            "Slope of the least-squares line of y over x, DOUBLE; null where x is always the same",
                            "ROUND(REGR_SLOPE(2 * n + 1, n), 6)",
                            "2.0"),
                    regression(
                            "REGR_INTERCEPT",
                            FEW,
                            "Where the least-squares line of y over x crosses x = 0, DOUBLE; null where x is always the same",
                            "ROUND(REGR_INTERCEPT(2 * n + 1, n), 6)",
                            "1.0"),
                    of(
                                    "REGR_R2",
                                    pairs("REGR_R2"),
                                    "The square of the correlation, DOUBLE; null where x is always the same, 1 where only y is",
                                    over("ROUND(REGR_R2(2 * n + 1, n), 6)"),
                                    "1.0",
                                    over("REGR_R2(1, n)"),
                                    "1.0",
                                    over("REGR_R2(n, 1)"),
                                    "null")
                            .in(
                                    "duckdb",
                                    "CASE WHEN "
                                            + FEW
                                            + " THEN NULL WHEN "
                                            + SAME
                                            + " THEN CAST(1 AS DOUBLE) ELSE "
                                            + defined("FALSE", "regr_r2({0}, {1}){w}")
                                            + " END"),
                    regression(
                            "REGR_AVGX",
                            "FALSE",
                            "The mean of x over pairs without null, DOUBLE",
                            "REGR_AVGX(1, n + 2)",
                            "4.333333333333333"),
                    regression(
                            "REGR_AVGY",
                            "FALSE",
                            "The mean of y over pairs without null, DOUBLE",
                            "REGR_AVGY(n * 3, 1)",
                            "7.0"),
                    regression(
                            "REGR_SXY",
                            "FALSE",
                            "The sum of products of what x and y differ from their means, DOUBLE",
                            "ROUND(REGR_SXY(n, n), 6)",
                            "4.666667"),
                    of(
                                    "MODE",
                                    SqlStdOperatorTable.MODE,
                                    "The most frequent value, of several the least; nulls are skipped",
                                    "(SELECT MODE(n) FROM (VALUES (3), (1), (3), (1), (2), (NULL)) AS v (n))",
                                    "1",
                                    over("MODE(t)"),
                                    "a")
                            .in(
                                    "duckdb",
                                    "list_extract(list_sort(list_transform(map_entries(histogram({0}){w}),"
                                            + " lambda e: {'c': -CAST(e.value AS BIGINT), 'k': e.key})), 1).k"),
                    of(
                            "MEDIAN",
                            Rewrite.of("MEDIAN", "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY p0)"),
                            "PERCENTILE_CONT(0.5), a DOUBLE; not in windows",
                            over("MEDIAN(n)"),
                            "2.0",
                            "(SELECT MEDIAN(n) FROM (VALUES (1), (2)) AS v (n))",
                            "1.5"),
                    of(
                                    "APPROX_COUNT_DISTINCT",
                                    SqlStdOperatorTable.APPROX_COUNT_DISTINCT,
                                    "About as many as COUNT(DISTINCT); off by less than a tenth in 99 of 100 cases; the same rows give the same number",
                                    over("APPROX_COUNT_DISTINCT(n)"),
                                    "3")
                            .in("duckdb", "approx_count_distinct({0}){w}"),
                    of(
                                    "ARG_MAX",
                                    SqlStdOperatorTable.ARG_MAX,
                                    "The first's value, null included, in the row where the second is greatest, in any of several; rows where the second is null are skipped",
                                    over("ARG_MAX(t, n)"),
                                    "c",
                                    "(SELECT ARG_MAX(a, b) FROM (VALUES (NULL, 5), (1, 3), (2, NULL)) AS v (a, b))",
                                    "null")
                            .in("duckdb", "arg_max_null({0}, {1}){w}"),
                    of(
                                    "ARG_MIN",
                                    SqlStdOperatorTable.ARG_MIN,
                                    "As ARG_MAX, where the second is least",
                                    over("ARG_MIN(t, n)"),
                                    "a")
                            .in("duckdb", "arg_min_null({0}, {1}){w}"),
                    of(
                            "MAX_BY",
                            Rewrite.of("MAX_BY", "ARG_MAX(p0, p1)"),
                            "ARG_MAX",
                            over("MAX_BY(t, n)"),
                            "c"),
                    of(
                            "MIN_BY",
                            Rewrite.of("MIN_BY", "ARG_MIN(p0, p1)"),
                            "ARG_MIN",
                            over("MIN_BY(t, n)"),
                            "a"),
                    of(
                                    "BIT_AND",
                                    SqlStdOperatorTable.BIT_AND,
                                    "BITAND of all; nulls are skipped",
                                    over("BIT_AND(n + 3)"),
                                    "4")
                            .in("duckdb", "bit_and({0}){w}")
                            .in("postgres", "bit_and({0}){w}"),
                    of(
                                    "BIT_OR",
                                    SqlStdOperatorTable.BIT_OR,
                                    "BITOR of all; nulls are skipped",
                                    over("BIT_OR(n)"),
                                    "7")
                            .in("duckdb", "bit_or({0}){w}")
                            .in("postgres", "bit_or({0}){w}"),
                    of(
                                    "BIT_XOR",
                                    SqlStdOperatorTable.BIT_XOR,
                                    "BITXOR of all; nulls are skipped",
                                    over("BIT_XOR(n + 1)"),
                                    "4")
                            .in("duckdb", "bit_xor({0}){w}")
                            .in("postgres", "bit_xor({0}){w}"),
                    of(
                            "BOOL_AND",
                            Rewrite.of("BOOL_AND", "EVERY(p0)"),
                            "EVERY",
                            over("BOOL_AND(n > 1)"),
                            "FALSE"),
                    of(
                            "BOOL_OR",
                            Rewrite.of("BOOL_OR", "SOME(p0)"),
                            "SOME",
                            over("BOOL_OR(n > 1)"),
                            "TRUE"),
                    of(
                            "COUNTIF",
                            Rewrite.of("COUNTIF", "COUNT(CASE WHEN p0 THEN 1 END)"),
                            "Rows where it is true; 0 for none",
                            over("COUNTIF(n > 1)"),
                            "2"),
                    of(
                            "COUNT_IF",
                            Rewrite.of("COUNT_IF", "COUNT(CASE WHEN p0 THEN 1 END)"),
                            "COUNTIF",
                            over("COUNT_IF(n > 9)"),
                            "0"),
                    of(
                            "STRING_AGG",
                            SqlLibraryOperators.STRING_AGG,
                            "LISTAGG, with the order within the parentheses",
                            over("STRING_AGG(t, '-' ORDER BY t DESC)"),
                            "c-b-a"));

    private StatisticsFunctions() {}

    /// Writes an aggregate of doubles that is null where it is not defined, and fails on overflow.
    private static String defined(String undefined, String text) {
        return "CASE WHEN "
                + undefined
                + " THEN NULL WHEN NOT isfinite("
                + text
                + ") THEN "
                + Failing.OVERFLOW
                + " ELSE "
                + text
                + " END";
    }

    private static Function regression(
            String name, String undefined, String meaning, String example, String result) {
        return of(name, pairs(name), meaning, over(example), result)
                .in(
                        "duckdb",
                        defined(
                                undefined,
                                name.toLowerCase(java.util.Locale.ROOT) + "({0}, {1}){w}"));
    }

    static List<Function> all() {
        return ALL;
    }
}
