package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.Function.of;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import java.util.List;
import org.apache.calcite.sql.fun.SqlLibraryOperators;

/// Comparison, logic, choice and conversion.
final class LogicFunctions {
    private static final List<Function> ALL =
            List.of(
                    of("AND", AND, "Three-valued", "FALSE AND CAST(NULL AS BOOLEAN)", "FALSE"),
                    of("OR", OR, "Three-valued", "TRUE OR CAST(NULL AS BOOLEAN)", "TRUE"),
                    of("NOT", NOT, "NOT unknown is unknown", "NOT CAST(NULL AS BOOLEAN)", "null"),
                    of(
                            "=",
                            EQUALS,
                            "Text compares by code points, without padding",
                            "'a' = 'a '",
                            "FALSE"),
                    of(
                            "<>",
                            NOT_EQUALS,
                            "Unknown if either is null",
                            "1 <> 2",
                            "TRUE",
                            "1 <> NULL",
                            "null"),
                    of("<", LESS_THAN, "Text compares by code points", "'Z' < 'a'", "TRUE"),
                    of("<=", LESS_THAN_OR_EQUAL, "Unknown if either is null", "2 <= 2", "TRUE"),
                    of(">", GREATER_THAN, "Unknown if either is null", "2 > 2", "FALSE"),
                    of(">=", GREATER_THAN_OR_EQUAL, "Unknown if either is null", "2 >= 2", "TRUE"),
                    of(
                            "IS DISTINCT FROM",
                            IS_DISTINCT_FROM,
                            "Null is not distinct from null",
                            "1 IS DISTINCT FROM NULL",
                            "TRUE"),
                    of(
                            "IS NOT DISTINCT FROM",
                            IS_NOT_DISTINCT_FROM,
                            "Null is not distinct from null",
                            "CAST(NULL AS INTEGER) IS NOT DISTINCT FROM NULL",
                            "TRUE"),
                    of("IS NULL", IS_NULL, "Never unknown", "1 IS NULL", "FALSE"),
                    of("IS NOT NULL", IS_NOT_NULL, "Never unknown", "1 IS NOT NULL", "TRUE"),
                    of(
                            "IS TRUE",
                            IS_TRUE,
                            "Never unknown",
                            "CAST(NULL AS BOOLEAN) IS TRUE",
                            "FALSE"),
                    of(
                            "IS NOT TRUE",
                            IS_NOT_TRUE,
                            "Never unknown",
                            "CAST(NULL AS BOOLEAN) IS NOT TRUE",
                            "TRUE"),
                    of("IS FALSE", IS_FALSE, "Never unknown", "FALSE IS FALSE", "TRUE"),
                    of(
                            "IS NOT FALSE",
                            IS_NOT_FALSE,
                            "Never unknown",
                            "CAST(NULL AS BOOLEAN) IS NOT FALSE",
                            "TRUE"),
                    of(
                            "IS UNKNOWN",
                            IS_UNKNOWN,
                            "True for null",
                            "CAST(NULL AS BOOLEAN) IS UNKNOWN",
                            "TRUE"),
                    of(
                            "IS NOT UNKNOWN",
                            IS_NOT_UNKNOWN,
                            "False for null",
                            "TRUE IS NOT UNKNOWN",
                            "TRUE"),
                    of(
                            "BETWEEN",
                            BETWEEN,
                            "Both ends included",
                            "2 BETWEEN 1 AND 2",
                            "TRUE",
                            "2 NOT BETWEEN 1 AND 2",
                            "FALSE"),
                    of(
                            "NOT BETWEEN",
                            NOT_BETWEEN,
                            "Outside both ends",
                            "3 NOT BETWEEN 1 AND 2",
                            "TRUE"),
                    of(
                            "BETWEEN SYMMETRIC",
                            SYMMETRIC_BETWEEN,
                            "Ends in any order",
                            "2 BETWEEN SYMMETRIC 3 AND 1",
                            "TRUE"),
                    of(
                            "NOT BETWEEN SYMMETRIC",
                            SYMMETRIC_NOT_BETWEEN,
                            "Ends in any order",
                            "2 NOT BETWEEN SYMMETRIC 3 AND 1",
                            "FALSE"),
                    of(
                            "IN",
                            IN,
                            "Unknown if it is not found and a null is among them",
                            "3 IN (1, NULL)",
                            "null",
                            "1 IN (1, NULL)",
                            "TRUE"),
                    of(
                            "NOT IN",
                            NOT_IN,
                            "Unknown if it is not found and a null is among them",
                            "3 NOT IN (1, NULL)",
                            "null"),
                    of(
                            "CASE",
                            CASE,
                            "The first WHEN that is true; null without ELSE",
                            "CASE WHEN 1 > 2 THEN 'a' ELSE 'bcd' END",
                            "bcd",
                            "CASE 5 WHEN 5 THEN 'five' END",
                            "five"),
                    of(
                            "COALESCE",
                            COALESCE,
                            "The first that is not null",
                            "COALESCE(NULL, 2, 3)",
                            "2"),
                    of(
                            "NULLIF",
                            NULLIF,
                            "Null if both are equal, else the first",
                            "NULLIF(1, 1)",
                            "null",
                            "NULLIF(1, 2)",
                            "1"),
                    of(
                            "GREATEST",
                            SqlLibraryOperators.GREATEST,
                            "Null if any is null",
                            "GREATEST(1, 3, 2)",
                            "3",
                            "GREATEST(1, NULL)",
                            "null"),
                    of(
                            "LEAST",
                            SqlLibraryOperators.LEAST,
                            "Null if any is null",
                            "LEAST(1, 3, 2)",
                            "1",
                            "LEAST(1, NULL)",
                            "null"),
                    of(
                            "CAST",
                            CAST,
                            "Rounds half up, away from zero; fails where the value does not fit, but text that is too long is cut; blanks around a number in a text are skipped",
                            "CAST(2.5 AS INTEGER)",
                            "3",
                            "CAST(-2.5 AS INTEGER)",
                            "-3",
                            "CAST(CAST(2.5 AS DOUBLE) AS INTEGER)",
                            "3",
                            "CAST(CAST(-0.5 AS DOUBLE) AS INTEGER)",
                            "-1",
                            "CAST(2.345 AS DECIMAL(5,2))",
                            "2.35",
                            "CAST('2.345' AS DECIMAL(5,2))",
                            "2.35",
                            "CAST(' -12 ' AS INTEGER)",
                            "-12",
                            "CAST('abcdef' AS VARCHAR(3))",
                            "abc",
                            "CAST('a' AS CHAR(3)) || 'b'",
                            "a  b",
                            "CAST(TRUE AS VARCHAR)",
                            "TRUE",
                            "CAST(0.50 AS VARCHAR)",
                            "0.50",
                            "CAST(DATE '2013-02-28' AS VARCHAR)",
                            "2013-02-28",
                            "CAST(TIMESTAMP '2013-02-28 23:59:59' AS DATE)",
                            "2013-02-28",
                            "CAST(70000 AS SMALLINT)",
                            "!OVERFLOW",
                            "CAST('x' AS INTEGER)",
                            "!VALUE_INVALID",
                            "CAST('1e400' AS DOUBLE)",
                            "!OVERFLOW",
                            "CAST('infinity' AS DOUBLE)",
                            "!OVERFLOW",
                            "CAST('10000-01-01' AS DATE)",
                            "!OVERFLOW",
                            "CAST(1E39 AS REAL)",
                            "!OVERFLOW"),
                    of(
                            "::",
                            org.apache.calcite.sql.fun.SqlLibraryOperators.INFIX_CAST,
                            "CAST",
                            "'7'::INTEGER",
                            "7"),
                    of(
                            "EXISTS",
                            EXISTS,
                            "True if there is a row",
                            "EXISTS (SELECT 1 FROM (VALUES (1)) AS v (a) WHERE a > 1)",
                            "FALSE"),
                    of(
                            "ROW",
                            ROW,
                            "A row value for IN",
                            "(1, 2) IN (SELECT a, b FROM (VALUES (1, 2)) AS v (a, b))",
                            "TRUE"));

    private LogicFunctions() {}

    static List<Function> all() {
        return ALL;
    }
}
