package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.Function.of;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;

/// Aggregates and window functions.
final class AggregateFunctions {
    /// The interpolated percentile, a double whatever it is taken of.
    static final SqlAggFunction PERCENTILE =
            SqlBasicAggFunction.create(
                            "PERCENTILE_CONT",
                            SqlKind.PERCENTILE_CONT,
                            ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                            OperandTypes.UNIT_INTERVAL_NUMERIC_LITERAL)
                    .withFunctionType(SqlFunctionCategory.SYSTEM)
                    .withGroupOrder(Optionality.MANDATORY)
                    .withPercentile(true)
                    .withAllowsFraming(false);

    private static final String V = " FROM (VALUES (1, 'a'), (2, 'b'), (4, 'c')) AS v (n, t))";

    private static final List<Function> ALL =
            List.of(
                    of(
                            "COUNT",
                            COUNT,
                            "Rows, or rows where it is not null; 0 for none",
                            over("COUNT(*)"),
                            "3",
                            over("COUNT(DISTINCT n)"),
                            "3",
                            over("COUNT(*) FILTER (WHERE n > 1)"),
                            "2"),
                    of(
                            "SUM",
                            SUM,
                            "BIGINT of integers, exact decimal of decimals, else DOUBLE; null for none; fails on overflow",
                            over("SUM(n)"),
                            "7",
                            over("SUM(n * 1.5)"),
                            "10.5",
                            over("SUM(n * 1E308)"),
                            "!OVERFLOW"),
                    of(
                            "AVG",
                            AVG,
                            "DOUBLE; null for none; fails where the sum of doubles overflows",
                            over("AVG(n)"),
                            "2.3333333333333335",
                            over("AVG(1.7E308 + 0 * n)"),
                            "!OVERFLOW"),
                    of("MIN", MIN, "Text by code points; null for none", over("MIN(t)"), "a"),
                    of("MAX", MAX, "Text by code points; null for none", over("MAX(n)"), "4"),
                    of(
                            "EVERY",
                            EVERY,
                            "All are true; nulls are skipped",
                            over("EVERY(n > 0)"),
                            "TRUE"),
                    of("SOME", SOME, "One is true; nulls are skipped", over("SOME(n > 3)"), "TRUE"),
                    of(
                            "ANY_VALUE",
                            ANY_VALUE,
                            "The value of one row, not null if there is one",
                            over("ANY_VALUE(n - n)"),
                            "0"),
                    of("VAR_POP", VAR_POP, "DOUBLE", over("VAR_POP(n)"), "1.5555555555555554"),
                    of(
                            "VAR_SAMP",
                            VAR_SAMP,
                            "DOUBLE; null below two values",
                            over("ROUND(VAR_SAMP(n), 6)"),
                            "2.333333"),
                    of("VARIANCE", VARIANCE, "VAR_SAMP", over("ROUND(VARIANCE(n), 6)"), "2.333333"),
                    of(
                            "STDDEV_POP",
                            STDDEV_POP,
                            "DOUBLE",
                            over("ROUND(STDDEV_POP(n), 6)"),
                            "1.247219"),
                    of(
                            "STDDEV_SAMP",
                            STDDEV_SAMP,
                            "DOUBLE; null below two values",
                            over("ROUND(STDDEV_SAMP(n), 6)"),
                            "1.527525"),
                    of("STDDEV", STDDEV, "STDDEV_SAMP", over("ROUND(STDDEV(n), 6)"), "1.527525"),
                    of(
                            "COVAR_POP",
                            COVAR_POP,
                            "DOUBLE",
                            over("ROUND(COVAR_POP(n, n), 6)"),
                            "1.555556"),
                    of(
                            "COVAR_SAMP",
                            COVAR_SAMP,
                            "DOUBLE; null below two pairs",
                            over("ROUND(COVAR_SAMP(n, n), 6)"),
                            "2.333333"),
                    of(
                            "REGR_COUNT",
                            REGR_COUNT,
                            "Pairs without null",
                            over("REGR_COUNT(n, n)"),
                            "3"),
                    of(
                            "REGR_SXX",
                            REGR_SXX,
                            "DOUBLE",
                            over("ROUND(REGR_SXX(n, n), 6)"),
                            "4.666667"),
                    of(
                            "REGR_SYY",
                            REGR_SYY,
                            "DOUBLE",
                            over("ROUND(REGR_SYY(n, n), 6)"),
                            "4.666667"),
                    of(
                            "PERCENTILE_CONT",
                            PERCENTILE,
                            "Interpolated between two values, DOUBLE",
                            over("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY n)"),
                            "2.0",
                            over("PERCENTILE_CONT(0.75) WITHIN GROUP (ORDER BY n)"),
                            "3.0"),
                    of(
                            "PERCENTILE_DISC",
                            PERCENTILE_DISC,
                            "The first value at or beyond the share",
                            over("PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY n)"),
                            "2"),
                    of(
                            "LISTAGG",
                            LISTAGG,
                            "Texts one after another with a separator, none unless given; nulls are skipped",
                            over("LISTAGG(t, '|') WITHIN GROUP (ORDER BY t DESC)"),
                            "c|b|a",
                            over("LISTAGG(t) WITHIN GROUP (ORDER BY t)"),
                            "abc"),
                    of(
                            "GROUPING",
                            GROUPING,
                            "1 bit for each column that is not grouped by in this row",
                            over("GROUPING(n)")
                                    .replace(
                                            " AS v (n, t))",
                                            " AS v (n, t) GROUP BY ROLLUP(n) HAVING COUNT(*) = 3)"),
                            "1"),
                    of(
                            "GROUPING_ID",
                            GROUPING_ID,
                            "GROUPING",
                            over("GROUPING_ID(n)")
                                    .replace(
                                            " AS v (n, t))",
                                            " AS v (n, t) GROUP BY ROLLUP(n) HAVING COUNT(*) = 3)"),
                            "1"),
                    of(
                            "ROW_NUMBER",
                            ROW_NUMBER,
                            "1, 2, 3 in the window's order",
                            last("ROW_NUMBER() OVER (ORDER BY n)"),
                            "3"),
                    of(
                            "RANK",
                            RANK,
                            "Ties share a rank, the next is skipped",
                            last("RANK() OVER (ORDER BY n DESC)"),
                            "1"),
                    of(
                            "DENSE_RANK",
                            DENSE_RANK,
                            "Ties share a rank, none is skipped",
                            last("DENSE_RANK() OVER (ORDER BY n)"),
                            "3"),
                    of(
                            "PERCENT_RANK",
                            PERCENT_RANK,
                            "(rank - 1) / (rows - 1)",
                            last("PERCENT_RANK() OVER (ORDER BY n)"),
                            "1.0"),
                    of(
                            "CUME_DIST",
                            CUME_DIST,
                            "Rows up to this one's peers / rows",
                            last("CUME_DIST() OVER (ORDER BY n)"),
                            "1.0"),
                    of(
                            "NTILE",
                            NTILE,
                            "Numbers of equal groups",
                            last("NTILE(3) OVER (ORDER BY n)"),
                            "3"),
                    of(
                            "LAG",
                            LAG,
                            "The value n rows before, or the default",
                            last("LAG(n) OVER (ORDER BY n)"),
                            "2",
                            last("LAG(n, 5, 0) OVER (ORDER BY n)"),
                            "0"),
                    of(
                            "LEAD",
                            LEAD,
                            "The value n rows after, or the default",
                            last("LEAD(n) OVER (ORDER BY n)"),
                            "null",
                            last("LEAD(n, 1, 9) OVER (ORDER BY n)"),
                            "9"),
                    of(
                            "FIRST_VALUE",
                            FIRST_VALUE,
                            "Of the frame",
                            last("FIRST_VALUE(n) OVER (ORDER BY n)"),
                            "1",
                            last("FIRST_VALUE(NULLIF(n, 1)) IGNORE NULLS OVER (ORDER BY n)"),
                            "2"),
                    of(
                            "LAST_VALUE",
                            LAST_VALUE,
                            "Of the frame",
                            last("LAST_VALUE(n) OVER (ORDER BY n)"),
                            "4"),
                    of(
                            "NTH_VALUE",
                            NTH_VALUE,
                            "Of the frame",
                            last("NTH_VALUE(n, 2) OVER (ORDER BY n)"),
                            "2"));

    private AggregateFunctions() {}

    static String over(String call) {
        return "(SELECT " + call + V;
    }

    private static String last(String call) {
        return "(SELECT x FROM (SELECT n, " + call + " AS x" + V + " AS w WHERE n = 4)";
    }

    static List<Function> all() {
        return ALL;
    }
}
