package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.Calls.*;
import static io.plumbline.engine.sql.Function.of;

import java.util.List;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;

/// Searching in text; regular expressions are RE2's, which take time in proportion to the text.
final class PatternFunctions {
    /// The start of the first match: the shortest text before one.
    private static final String BEFORE =
            "length(regexp_extract({0}, '^((?s:.*?))(?:' || {1} || ')', 1))";

    /// Counts of edits, a row of the classic table for each character.
    private static final String EDITS =
            "CAST(list_last(list_reduce(string_split({0}, ''), lambda above, c, i:"
                    + " list_reduce(string_split({1}, ''), lambda row, d, j:"
                    + " list_append(row, least(row[j] + 1, above[j + 1] + 1,"
                    + " above[j] + CASE WHEN c = d THEN 0 ELSE 1 END)), [above[1] + 1]),"
                    + " range(0, length({1}) + 1))) AS INTEGER)";

    private static final List<Function> ALL =
            List.of(
                    of(
                                    "REGEXP_SUBSTR",
                                    scalar("REGEXP_SUBSTR", TEXT_OR_NULL, TWO_TEXTS),
                                    "The first match of a regular expression (RE2), null without one",
                                    "REGEXP_SUBSTR('ab12c345', '[0-9]+')",
                                    "12",
                                    "REGEXP_SUBSTR('abc', '[0-9]+')",
                                    "null",
                                    "REGEXP_SUBSTR('abc', 'x*')",
                                    "")
                            .in(
                                    "duckdb",
                                    "CASE WHEN regexp_matches({0}, {1}) THEN regexp_extract({0}, {1}) END"),
                    of(
                                    "REGEXP_COUNT",
                                    scalar("REGEXP_COUNT", INTEGER, TWO_TEXTS),
                                    "Matches of a regular expression (RE2) that do not overlap; empty ones count",
                                    "REGEXP_COUNT('aXbXXc', 'X')",
                                    "3",
                                    "REGEXP_COUNT('aaa', 'aa')",
                                    "1",
                                    "REGEXP_COUNT('abc', '[0-9]')",
                                    "0")
                            .in("duckdb", "CAST(len(regexp_extract_all({0}, {1})) AS INTEGER)"),
                    of(
                                    "REGEXP_INSTR",
                                    scalar("REGEXP_INSTR", INTEGER, TWO_TEXTS),
                                    "Where the first match of a regular expression (RE2) begins, 0 without one",
                                    "REGEXP_INSTR('日本12', '[0-9]+')",
                                    "3",
                                    "REGEXP_INSTR('foo barfoo', '\\bbar')",
                                    "5",
                                    "REGEXP_INSTR('abc', '[0-9]')",
                                    "0")
                            .in(
                                    "duckdb",
                                    "CASE WHEN regexp_matches({0}, {1}) THEN CAST("
                                            + BEFORE
                                            + " + 1 AS INTEGER) WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN 0 END"),
                    of(
                            "STRPOS",
                            Rewrite.of("STRPOS", "POSITION(p1 IN p0)"),
                            "POSITION(part IN text)",
                            "STRPOS('Zürich', 'ri')",
                            "3"),
                    of(
                            "INSTR",
                            Rewrite.of("INSTR", "POSITION(p1 IN p0)"),
                            "POSITION(part IN text)",
                            "INSTR('abc', 'x')",
                            "0"),
                    of(
                            "SUBSTR",
                            Rewrite.of(
                                    "SUBSTR",
                                    "SUBSTRING(p0 FROM p1)",
                                    "SUBSTRING(p0 FROM p1 FOR p2)"),
                            "SUBSTRING",
                            "SUBSTR('Zürich', 2, 3)",
                            "üri",
                            "SUBSTR('abc', 0)",
                            "abc"),
                    of(
                            "CONTAINS",
                            Rewrite.of("CONTAINS", "(POSITION(p1 IN p0) > 0)"),
                            "Whether the second stands in the first, by code points",
                            "CONTAINS('Zürich', 'ri')",
                            "TRUE",
                            "CONTAINS('abc', '')",
                            "TRUE",
                            "CONTAINS('abc', NULL)",
                            "null"),
                    of(
                                    "ILIKE",
                                    SqlLibraryOperators.ILIKE,
                                    "LOWER of the one is LIKE LOWER of the other",
                                    "'ABC' ILIKE 'a%'",
                                    "TRUE",
                                    "'ÀB' ILIKE 'à_'",
                                    "TRUE")
                            .in("duckdb", "(lower({0}) LIKE lower({1}))"),
                    of(
                            "NOT ILIKE",
                            SqlLibraryOperators.NOT_ILIKE,
                            "Not ILIKE",
                            "'ABC' NOT ILIKE 'a%'",
                            "FALSE"),
                    of(
                                    "LEVENSHTEIN",
                                    scalar("LEVENSHTEIN", INTEGER, TWO_TEXTS),
                                    "The least number of characters to insert, delete or replace",
                                    "LEVENSHTEIN('kitten', 'sitting')",
                                    "3",
                                    "LEVENSHTEIN('é', 'e')",
                                    "1",
                                    "LEVENSHTEIN('', 'ab')",
                                    "2",
                                    "LEVENSHTEIN('ab', '')",
                                    "2",
                                    "LEVENSHTEIN(CAST(NULL AS VARCHAR), 'a')",
                                    "null")
                            .in(
                                    "duckdb",
                                    "CASE WHEN {0} = '' THEN CAST(length({1}) AS INTEGER) WHEN {1} = '' THEN CAST(length({0}) AS INTEGER)"
                                            + " WHEN strlen({0}) = length({0}) AND strlen({1}) = length({1})"
                                            + " THEN CAST(levenshtein({0}, {1}) AS INTEGER) ELSE "
                                            + EDITS
                                            + " END"),
                    of(
                                    "TRANSLATE",
                                    SqlLibraryOperators.TRANSLATE3,
                                    "Replaces each character of the second by that at its place in the third, or removes it",
                                    "TRANSLATE('Zürich', 'üi', 'u')",
                                    "Zurch",
                                    "TRANSLATE('aab', 'aa', 'xy')",
                                    "xxb")
                            .in("duckdb", "translate({0}, {1}, {2})")
                            .in("postgres", "translate({0}, {1}, {2})"),
                    of(
                                    "CONCAT_WS",
                                    scalar(
                                            "CONCAT_WS",
                                            TEXT_OR_NULL,
                                            OperandTypes.repeat(
                                                    SqlOperandCountRanges.from(2),
                                                    OperandTypes.CHARACTER)),
                                    "The texts with the separator between them; null ones are left out; null if the separator is",
                                    "CONCAT_WS(', ', 'a', NULL, 'b')",
                                    "a, b",
                                    "CONCAT_WS(', ', '', 'b')",
                                    ", b",
                                    "CONCAT_WS(CAST(NULL AS VARCHAR), 'a', 'b')",
                                    "null")
                            .in("duckdb", "concat_ws({*})")
                            .in("postgres", "concat_ws({*})"),
                    of(
                                    "CHR",
                                    scalar("CHR", TEXT, ONE_INTEGER),
                                    "The character of a code point; fails for others, and for 0",
                                    "CHR(8364)",
                                    "€",
                                    "CHR(55296)",
                                    "!VALUE_INVALID",
                                    "CHR(0)",
                                    "!VALUE_INVALID")
                            .in(
                                    "duckdb",
                                    "CASE WHEN {0} < 1 OR {0} > 1114111 THEN "
                                            + Failing.VALUE_INVALID
                                            + " ELSE chr(CAST({0} AS INTEGER)) END"),
                    of(
                            "SPACE",
                            Rewrite.of("SPACE", "REPEAT(' ', p0)"),
                            "So many blanks; empty below 1",
                            "'a' || SPACE(2) || 'b'",
                            "a  b"),
                    of(
                                    "NORMALIZE",
                                    scalar("NORMALIZE", TEXT, ONE_TEXT),
                                    "Unicode's normal form C",
                                    "CHAR_LENGTH(NORMALIZE('e' || CHR(769)))",
                                    "1")
                            .in("duckdb", "nfc_normalize({0})")
                            .in("postgres", "normalize({0}, NFC)"),
                    of(
                                    "BIT_LENGTH",
                                    scalar("BIT_LENGTH", INTEGER, ONE_TEXT),
                                    "Eight for each byte of the text in UTF-8",
                                    "BIT_LENGTH('é')",
                                    "16")
                            .in("duckdb", "CAST(bit_length({0}) AS INTEGER)")
                            .in("postgres", "bit_length({0})"));

    private PatternFunctions() {}

    static List<Function> all() {
        return ALL;
    }
}
