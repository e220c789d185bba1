package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.Calls.*;
import static io.plumbline.engine.sql.Function.of;

import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// Values in texts that are JSON. A path is a constant text: `$`, then members by `.name` or
/// `."name"` and elements by `[0]`.
final class JsonFunctions {
    /// The text where it is JSON: the engine may look into it before a condition is computed.
    private static final String VALID = "CASE WHEN json_valid({0}) THEN {0} END";

    private static final String STRUCTURED = "json_type(" + VALID + ", {1}) IN ('OBJECT', 'ARRAY')";

    private static final List<Function> ALL =
            List.of(
                    of(
                                    "JSON_TEXT",
                                    scalar("JSON_TEXT", TEXT_OR_NULL, TWO_TEXTS),
                                    "The text, number or truth value at a constant path ($.name, $.\"a name\", $[0]) of a JSON text, as text; null for null, for objects and arrays, where there is nothing, and where the text is no JSON; numbers of a fraction or exponent are doubles",
                                    "JSON_TEXT('{\"a\": {\"b\": [1, \"x\"]}}', '$.a.b[1]')",
                                    "x",
                                    "JSON_TEXT('{\"a\": true}', '$.a')",
                                    "true",
                                    "JSON_TEXT('{\"a\": [1]}', '$.a')",
                                    "null",
                                    "JSON_TEXT('{\"a\"', '$.a')",
                                    "null")
                            .in(
                                    "duckdb",
                                    "CASE WHEN "
                                            + STRUCTURED
                                            + " THEN NULL ELSE json_extract_string("
                                            + VALID
                                            + ", {1}) END"),
                    of(
                                    "JSON_PART",
                                    scalar("JSON_PART", TEXT_OR_NULL, TWO_TEXTS),
                                    "The object or array at a constant path of a JSON text, as JSON without blanks; null for anything else",
                                    "JSON_PART('{\"a\": {\"b\": [1, 2]}}', '$.a')",
                                    "{\"b\":[1,2]}",
                                    "JSON_PART('{\"a\": 1}', '$.a')",
                                    "null")
                            .in(
                                    "duckdb",
                                    "CASE WHEN "
                                            + STRUCTURED
                                            + " THEN CAST(json_extract("
                                            + VALID
                                            + ", {1}) AS VARCHAR) END"),
                    of(
                                    "JSON_HAS",
                                    scalar("JSON_HAS", TRUTH, TWO_TEXTS),
                                    "Whether there is anything at a constant path of a JSON text, null included; false where the text is no JSON",
                                    "JSON_HAS('{\"a\": null}', '$.a')",
                                    "TRUE",
                                    "JSON_HAS('[1, 2]', '$[2]')",
                                    "FALSE",
                                    "JSON_HAS('{', '$')",
                                    "FALSE")
                            .in(
                                    "duckdb",
                                    "CASE WHEN {0} IS NOT NULL THEN coalesce(json_exists("
                                            + VALID
                                            + ", {1}), FALSE) END"),
                    of(
                            "JSON_VALUE",
                            Rewrite.of(
                                    "JSON_VALUE", (a, pos) -> plain(a, "JSON_TEXT(p0, p1)", pos)),
                            "JSON_TEXT, what the standard's JSON_VALUE is without RETURNING and clauses of errors",
                            "JSON_VALUE('{\"a\": 1}', '$.a')",
                            "1"),
                    of(
                            "JSON_QUERY",
                            Rewrite.of(
                                    "JSON_QUERY", (a, pos) -> plain(a, "JSON_PART(p0, p1)", pos)),
                            "JSON_PART, what the standard's JSON_QUERY is without wrappers and clauses of errors",
                            "JSON_QUERY('{\"a\": [1, {}]}', '$.a')",
                            "[1,{}]"),
                    of(
                            "JSON_EXISTS",
                            Rewrite.of(
                                    "JSON_EXISTS", (a, pos) -> plain(a, "JSON_HAS(p0, p1)", pos)),
                            "JSON_HAS",
                            "JSON_EXISTS('{\"a\": 1}', '$.b')",
                            "FALSE"));

    private JsonFunctions() {}

    static List<Function> all() {
        return ALL;
    }

    /// Takes a text and a path, and of clauses only those that the parser adds by itself.
    private static @Nullable SqlNode plain(List<SqlNode> a, String expression, SqlParserPos pos) {
        boolean clauses =
                a.size() > 2
                        && a.subList(2, a.size()).stream()
                                .anyMatch(n ->
                                        n.getKind() != SqlKind.LITERAL
                                                || !n.toString()
                                                        .matches(
                                                                "WITHOUT_ARRAY|SQLJSON.*\\[NULL\\]"));
        return a.size() < 2 || clauses || a.size() == 4
                ? null
                : Rewrite.filled(expression, a.subList(0, 2), pos);
    }
}
