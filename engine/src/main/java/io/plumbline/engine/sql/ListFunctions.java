package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.Calls.*;
import static io.plumbline.engine.sql.Function.of;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/// Functions that make a list of one row, to be turned into rows by UNNEST. A list is no value of a
/// column.
final class ListFunctions {
    private static final SqlReturnTypeInference TEXTS = listOf(SqlTypeName.VARCHAR, true);
    private static final SqlReturnTypeInference INTEGERS = listOf(SqlTypeName.BIGINT, false);
    private static final SqlReturnTypeInference DATES = listOf(SqlTypeName.DATE, false);

    private static final List<Function> ALL =
            List.of(
                    of(
                                    "SPLIT",
                                    scalar("SPLIT", TEXTS, TWO_TEXTS),
                                    "The parts of a text between the separators, empty ones too; an empty separator parts all characters; no rows for null",
                                    counted("SPLIT('a,,b', ',')"),
                                    "3",
                                    last("SPLIT('b--a', '--')"),
                                    "b",
                                    counted("SPLIT('', ',')"),
                                    "1",
                                    counted("SPLIT(CAST(NULL AS VARCHAR), ',')"),
                                    "0")
                            .in("duckdb", "string_split({0}, {1})"),
                    of(
                                    "JSON_ELEMENTS",
                                    scalar("JSON_ELEMENTS", TEXTS, ONE_TEXT),
                                    "The elements of a JSON array: texts, numbers and truth values as text, null for null, others as JSON; no rows for null, for other JSON, and where the text is no JSON",
                                    counted("JSON_ELEMENTS('[1, null, \"b\"]')"),
                                    "3",
                                    last("JSON_ELEMENTS('[1, \"b\"]')"),
                                    "b",
                                    last("JSON_ELEMENTS('[{\"x\": 1}]')"),
                                    "{\"x\":1}",
                                    counted("JSON_ELEMENTS('{\"a\": 1}')"),
                                    "0",
                                    counted("JSON_ELEMENTS('[1')"),
                                    "0")
                            .in(
                                    "duckdb",
                                    "CASE WHEN json_type(CASE WHEN json_valid({0}) THEN {0} END) ="
                                            + " 'ARRAY' THEN json_extract_string({0}, '$[*]') END"),
                    of(
                                    "SERIES",
                                    scalar(
                                            "SERIES",
                                            INTEGERS,
                                            OperandTypes.or(
                                                    TWO_INTEGERS,
                                                    OperandTypes.family(
                                                            SqlTypeFamily.INTEGER,
                                                            SqlTypeFamily.INTEGER,
                                                            SqlTypeFamily.INTEGER))),
                                    "The integers from the first to the second, by steps of the third or of 1; none where the second lies the other way, for a step of 0, and for null",
                                    counted("SERIES(3, 7)"),
                                    "5",
                                    last("SERIES(1, 10, 4)"),
                                    "9",
                                    last("SERIES(3, 1, -1)"),
                                    "3",
                                    counted("SERIES(3, 1)"),
                                    "0",
                                    counted("SERIES(1, 2, 0)"),
                                    "0")
                            .in("duckdb", "generate_series({*})"),
                    of(
                                    "DATE_SERIES",
                                    scalar(
                                            "DATE_SERIES",
                                            DATES,
                                            OperandTypes.family(
                                                    SqlTypeFamily.DATE, SqlTypeFamily.DATE)),
                                    "The days from the first to the second; none where the second is earlier, and for null",
                                    counted("DATE_SERIES(DATE '2024-02-27', DATE '2024-03-01')"),
                                    "4",
                                    last("DATE_SERIES(DATE '2024-02-27', DATE '2024-03-01')"),
                                    "2024-03-01",
                                    counted("DATE_SERIES(DATE '2024-03-01', DATE '2024-02-27')"),
                                    "0")
                            .in(
                                    "duckdb",
                                    "CAST(generate_series(CAST({0} AS TIMESTAMP), CAST({1} AS"
                                            + " TIMESTAMP), INTERVAL 1 DAY) AS DATE[])"));

    private static final Set<String> NAMES =
            ALL.stream().map(Function::name).collect(Collectors.toUnmodifiableSet());

    private ListFunctions() {}

    static List<Function> all() {
        return ALL;
    }

    /// Returns whether a function makes a list.
    static boolean makes(String name) {
        return NAMES.contains(name.toUpperCase(Locale.ROOT));
    }

    private static String counted(String list) {
        return "(SELECT COUNT(*) FROM UNNEST(" + list + ") AS t (x))";
    }

    private static String last(String list) {
        return "(SELECT MAX(x) FROM UNNEST(" + list + ") AS t (x))";
    }

    private static SqlReturnTypeInference listOf(SqlTypeName element, boolean holes) {
        SqlReturnTypeInference list =
                call -> {
                    RelDataTypeFactory types = call.getTypeFactory();
                    RelDataType each =
                            types.createTypeWithNullability(types.createSqlType(element), holes);
                    return types.createArrayType(each, -1);
                };
        return list.andThen(SqlTypeTransforms.TO_NULLABLE);
    }
}
