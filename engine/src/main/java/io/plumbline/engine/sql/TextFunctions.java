package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.Function.of;
import static org.apache.calcite.sql.fun.SqlLibraryOperators.*;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import java.util.List;

/// Text; positions count code points from 1.
final class TextFunctions {
    private static final List<Function> ALL =
            List.of(
                    of(
                                    "||",
                                    org.apache.calcite.sql.fun.SqlStdOperatorTable.CONCAT,
                                    "Null if either is null",
                                    "'日本' || '語'",
                                    "日本語",
                                    "'a' || NULL",
                                    "null")
                            .in("postgres", "({0} || {1})")
                            .in("h2", "({0} || {1})"),
                    of(
                            "CONCAT",
                            CONCAT_FUNCTION,
                            "Null if any is null",
                            "CONCAT('a', 'b', 'c')",
                            "abc",
                            "CONCAT('a', NULL)",
                            "null"),
                    of(
                                    "CHAR_LENGTH",
                                    CHAR_LENGTH,
                                    "Code points",
                                    "CHAR_LENGTH('😀a')",
                                    "2",
                                    "CHAR_LENGTH('Zürich')",
                                    "6")
                            .in("postgres", "char_length({0})"),
                    of(
                                    "CHARACTER_LENGTH",
                                    CHARACTER_LENGTH,
                                    "Code points",
                                    "CHARACTER_LENGTH('日本語')",
                                    "3")
                            .in("postgres", "char_length({0})"),
                    of("LENGTH", LENGTH, "Code points", "LENGTH('abc')", "3")
                            .in("postgres", "char_length({0})"),
                    of(
                            "OCTET_LENGTH",
                            OCTET_LENGTH,
                            "Bytes of a VARBINARY",
                            "OCTET_LENGTH(X'0a0b')",
                            "2"),
                    of(
                            "UPPER",
                            UPPER,
                            "Letter by letter, by Unicode's simple case mapping, and ẞ for ß",
                            "UPPER('zürich')",
                            "ZÜRICH",
                            "UPPER('Maß')",
                            "MAẞ"),
                    of(
                            "LOWER",
                            LOWER,
                            "Letter by letter, by Unicode's simple case mapping",
                            "LOWER('ÀÉ')",
                            "àé"),
                    of(
                            "INITCAP",
                            INITCAP,
                            "Each run of letters and digits begins with a capital, the rest is small",
                            "INITCAP('hELLO big-wORLD')",
                            "Hello Big-World",
                            "INITCAP('')",
                            ""),
                    of(
                            "SUBSTRING",
                            SUBSTRING,
                            "As the standard: positions before 1 count, but hold nothing; a negative length fails",
                            "SUBSTRING('Zürich' FROM 2 FOR 3)",
                            "üri",
                            "SUBSTRING('abc' FROM 0 FOR 2)",
                            "a",
                            "SUBSTRING('abc' FROM -5)",
                            "abc",
                            "SUBSTRING('abc' FROM -1 FOR 2)",
                            "",
                            "SUBSTRING('😀ab' FROM 2 FOR 1)",
                            "a",
                            "SUBSTRING('abc' FROM 2 FOR -1)",
                            "!VALUE_INVALID"),
                    of(
                                    "LEFT",
                                    LEFT,
                                    "The first n; empty below 1",
                                    "LEFT('😀ab', 2)",
                                    "😀a",
                                    "LEFT('abc', -1)",
                                    "")
                            .in("postgres", "left({0}, CASE WHEN {1} < 0 THEN 0 ELSE {1} END)"),
                    of(
                                    "RIGHT",
                                    RIGHT,
                                    "The last n; empty below 1",
                                    "RIGHT('abc', 2)",
                                    "bc",
                                    "RIGHT('abc', -1)",
                                    "")
                            .in("postgres", "right({0}, CASE WHEN {1} < 0 THEN 0 ELSE {1} END)"),
                    of(
                            "POSITION",
                            POSITION,
                            "Where the first begins in the second, 0 if nowhere",
                            "POSITION('ri' IN 'Zürich')",
                            "3",
                            "POSITION('x' IN 'abc')",
                            "0",
                            "POSITION('' IN 'abc')",
                            "1"),
                    of(
                            "OVERLAY",
                            OVERLAY,
                            "Replaces n characters from a position; n is the length of the new text unless given",
                            "OVERLAY('Zürich' PLACING 'xx' FROM 2 FOR 1)",
                            "Zxxrich",
                            "OVERLAY('abcdef' PLACING 'XY' FROM 2)",
                            "aXYdef"),
                    of(
                            "TRIM",
                            TRIM,
                            "Cuts one character, the blank unless given, at the start, the end or both",
                            "TRIM(BOTH 'x' FROM 'xxZürichx')",
                            "Zürich",
                            "TRIM('  a ')",
                            "a",
                            "TRIM(LEADING '0' FROM '0010')",
                            "10"),
                    of("LTRIM", LTRIM, "Cuts blanks at the start", "LTRIM('  a ')", "a ")
                            .in("postgres", "ltrim({0}, ' ')"),
                    of("RTRIM", RTRIM, "Cuts blanks at the end", "RTRIM('  a ')", "  a")
                            .in("postgres", "rtrim({0}, ' ')"),
                    of(
                                    "REPLACE",
                                    REPLACE,
                                    "Replaces every occurrence; nothing for an empty one",
                                    "REPLACE('aXbX', 'X', '-')",
                                    "a-b-",
                                    "REPLACE('abc', '', 'x')",
                                    "abc")
                            .in("postgres", "replace({*})"),
                    of(
                            "LPAD",
                            LPAD,
                            "Fills at the start to a length, or cuts",
                            "LPAD('7', 3, '0')",
                            "007",
                            "LPAD('abcd', 2)",
                            "ab"),
                    of(
                            "RPAD",
                            RPAD,
                            "Fills at the end to a length, or cuts",
                            "RPAD('7', 3, '0')",
                            "700"),
                    of(
                                    "REPEAT",
                                    REPEAT,
                                    "Empty below 1",
                                    "REPEAT('ab', 3)",
                                    "ababab",
                                    "REPEAT('ab', -1)",
                                    "")
                            .in("postgres", "repeat({0}, {1})"),
                    of(
                                    "REVERSE",
                                    REVERSE,
                                    "By code points, which takes accents of their own off their letters",
                                    "REVERSE('abc')",
                                    "cba",
                                    "ASCII(REVERSE('e' || CHR(769)))",
                                    "769")
                            .in(
                                    "duckdb",
                                    "CASE WHEN strlen({0}) = length({0}) THEN reverse({0}) ELSE"
                                            + " array_to_string(list_reverse(regexp_extract_all({0}, '(?s:.)')), '') END")
                            .in("postgres", "reverse({0})"),
                    of(
                                    "ASCII",
                                    ASCII,
                                    "The code point of the first character, 0 for empty text",
                                    "ASCII('A')",
                                    "65",
                                    "ASCII('')",
                                    "0")
                            .in("postgres", "ascii({0})"),
                    of(
                            "SPLIT_PART",
                            SPLIT_PART,
                            "The n-th part between separators, empty beyond the last",
                            "SPLIT_PART('a,b,c', ',', 2)",
                            "b",
                            "SPLIT_PART('a', ',', 2)",
                            ""),
                    of(
                                    "STARTS_WITH",
                                    STARTS_WITH,
                                    "By code points",
                                    "STARTS_WITH('abc', 'ab')",
                                    "TRUE")
                            .in("postgres", "starts_with({0}, {1})"),
                    of("ENDS_WITH", ENDS_WITH, "By code points", "ENDS_WITH('abc', 'bc')", "TRUE"),
                    of(
                            "LIKE",
                            LIKE,
                            "% any text, _ one character; no escape character unless given",
                            "'abc' LIKE 'a%'",
                            "TRUE",
                            "'axb' LIKE 'a!%b' ESCAPE '!'",
                            "FALSE",
                            "'a\\b' LIKE 'a\\_'",
                            "TRUE"),
                    of("NOT LIKE", NOT_LIKE, "Not LIKE", "'abc' NOT LIKE '_b%'", "FALSE"),
                    of(
                            "SIMILAR TO",
                            SIMILAR_TO,
                            "The whole text matches a constant pattern of the standard",
                            "'Airpark' SIMILAR TO '%(Field|park)'",
                            "TRUE",
                            "'ab' SIMILAR TO 'a'",
                            "FALSE",
                            "'a.c' SIMILAR TO 'a.c'",
                            "TRUE",
                            "'abc' SIMILAR TO 'a.c'",
                            "FALSE",
                            "'AAB' SIMILAR TO '[A-C]{3}'",
                            "TRUE"),
                    of(
                            "NOT SIMILAR TO",
                            NOT_SIMILAR_TO,
                            "Not SIMILAR TO",
                            "'ab' NOT SIMILAR TO 'a'",
                            "TRUE"),
                    of(
                            "ESCAPE",
                            ESCAPE,
                            "The escape character of LIKE and SIMILAR TO",
                            "'a%b' LIKE 'a!%b' ESCAPE '!'",
                            "TRUE"),
                    of(
                            "REGEXP_LIKE",
                            REGEXP_LIKE,
                            "A regular expression (RE2) is found anywhere; flags c, i, m, s",
                            "REGEXP_LIKE('abc', '^a.c$')",
                            "TRUE",
                            "REGEXP_LIKE('xabcx', 'b')",
                            "TRUE",
                            "REGEXP_LIKE('ABC', 'b', 'i')",
                            "TRUE"),
                    of(
                            "REGEXP_REPLACE",
                            REGEXP_REPLACE_3,
                            "Replaces every match of a regular expression (RE2); \\1 is a group",
                            "REGEXP_REPLACE('a1b22', '[0-9]+', '#')",
                            "a#b#"));

    private TextFunctions() {}

    static List<Function> all() {
        return ALL;
    }
}
