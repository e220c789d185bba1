package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.Function.of;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// Choices that are spelled in other ways elsewhere, and conversion that does not fail.
final class ChoiceFunctions {
    private static final List<Function> ALL =
            List.of(
                    of(
                            "NVL",
                            Rewrite.of("NVL", "COALESCE(p0, p1)"),
                            "COALESCE of two",
                            "NVL(NULL, 2)",
                            "2"),
                    of(
                            "IFNULL",
                            Rewrite.of("IFNULL", "COALESCE(p0, p1)"),
                            "COALESCE of two",
                            "IFNULL(1, 2)",
                            "1"),
                    of(
                            "NVL2",
                            Rewrite.of("NVL2", "CASE WHEN p0 IS NOT NULL THEN p1 ELSE p2 END"),
                            "The second where the first is not null, else the third",
                            "NVL2(CAST(NULL AS INTEGER), 'a', 'b')",
                            "b"),
                    of(
                            "IF",
                            Rewrite.of("IF", "CASE WHEN p0 THEN p1 ELSE p2 END"),
                            "The second where the first is true, else the third",
                            "IF(CAST(NULL AS BOOLEAN), 1, 2)",
                            "2"),
                    of(
                            "IIF",
                            Rewrite.of("IIF", "CASE WHEN p0 THEN p1 ELSE p2 END"),
                            "IF",
                            "IIF(1 < 2, 'yes', 'no')",
                            "yes"),
                    of(
                            "DECODE",
                            Rewrite.of("DECODE", ChoiceFunctions::decoded),
                            "The result beside the first value that is not distinct from x; without one, the last, or null",
                            "DECODE(2, 1, 'one', 2, 'two')",
                            "two",
                            "DECODE(CAST(NULL AS INTEGER), NULL, 'none', 1, 'one')",
                            "none",
                            "DECODE(3, 1, 'one', 'other')",
                            "other",
                            "DECODE(3, 1, 'one')",
                            "null"),
                    of(
                            "ZEROIFNULL",
                            Rewrite.of("ZEROIFNULL", "COALESCE(p0, 0)"),
                            "0 for null",
                            "ZEROIFNULL(CAST(NULL AS INTEGER))",
                            "0"),
                    of(
                            "NULLIFZERO",
                            Rewrite.of("NULLIFZERO", "NULLIF(p0, 0)"),
                            "Null for 0",
                            "NULLIFZERO(0)",
                            "null"),
                    of(
                            "TRY_CAST",
                            SqlLibraryOperators.TRY_CAST,
                            "As CAST, but null where CAST fails",
                            "TRY_CAST('12' AS INTEGER)",
                            "12",
                            "TRY_CAST('x' AS INTEGER)",
                            "null",
                            "TRY_CAST(70000 AS SMALLINT)",
                            "null",
                            "TRY_CAST('10000-01-01' AS DATE)",
                            "null",
                            "TRY_CAST('2013-02-30' AS DATE)",
                            "null",
                            "TRY_CAST('1e400' AS DOUBLE)",
                            "null",
                            "TRY_CAST(CAST(2.5 AS DOUBLE) AS INTEGER)",
                            "3"));

    private ChoiceFunctions() {}

    static List<Function> all() {
        return ALL;
    }

    private static @Nullable SqlNode decoded(List<SqlNode> arguments, SqlParserPos pos) {
        if (arguments.size() < 3) {
            return null;
        }
        @Nullable SqlNode choice = arguments.size() % 2 == 0 ? arguments.getLast() : null;
        List<SqlNode> rest = new ArrayList<>(arguments.subList(1, arguments.size()));
        if (choice != null) {
            rest.removeLast();
        }
        StringBuilder text = new StringBuilder("CASE");
        List<SqlNode> parts = new ArrayList<>(arguments.subList(0, 1));
        for (int i = 0; i < rest.size(); i += 2) {
            parts.add(rest.get(i));
            parts.add(rest.get(i + 1));
            text.append(" WHEN p0 IS NOT DISTINCT FROM p").append(i + 1);
            text.append(" THEN p").append(i + 2);
        }
        if (choice != null) {
            text.append(" ELSE p").append(parts.size());
            parts.add(choice);
        }
        return Rewrite.filled(text.append(" END").toString(), parts, pos);
    }
}
