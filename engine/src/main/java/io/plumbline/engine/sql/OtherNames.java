package io.plumbline.engine.sql;

import io.plumbline.engine.error.Suggestion;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What other systems call functions, and what stands for them here.
final class OtherNames {
    private static final Map<String, String> ALTERNATIVES = alternatives();

    private OtherNames() {}

    /// Returns what to write instead of a function that there is not: what does the same, else the
    /// name that is spelt most alike.
    static String remedy(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String instead = ALTERNATIVES.get(upper);
        return instead != null
                ? "Write it as in " + instead
                : Suggestion.nearest(upper, FunctionTable.known())
                        .map(n -> "Did you mean " + n + "?")
                        .orElse("Use a function of the list in the guide");
    }

    /// Returns an example by the name that others use, over columns `a`, `b` (numbers), `text`,
    /// `day` and `at`.
    static Map<String, String> all() {
        return ALTERNATIVES;
    }

    private static Map<String, String> alternatives() {
        Map<String, String> out = new HashMap<>();
        add(out, "COALESCE(a, b)", "ISNULL");
        add(out, "CHAR_LENGTH(text)", "LEN");
        add(out, "UPPER(text)", "UCASE");
        add(out, "LOWER(text)", "LCASE");
        add(out, "POSITION('x' IN text)", "CHARINDEX", "LOCATE");
        add(out, "SPLIT_PART(text, ',', 1)", "SUBSTRING_INDEX");
        add(out, "REGEXP_LIKE(text, 'x')", "REGEXP_MATCHES", "REGEXP_CONTAINS");
        add(out, "REGEXP_SUBSTR(text, 'x')", "REGEXP_EXTRACT");
        add(out, "LEVENSHTEIN(text, 'x')", "EDITDISTANCE", "EDIT_DISTANCE");
        add(out, "SHA256(text)", "SHA2");
        add(out, "JSON_VALUE(text, '$.x')", "GET_JSON_OBJECT", "JSON_EXTRACT_SCALAR");
        add(out, "CAST(text AS DECIMAL(18, 2))", "TO_NUMBER", "TO_DECIMAL");
        add(out, "TRY_CAST(text AS INTEGER)", "SAFE_CAST", "TRY_TO_NUMBER");
        add(out, "TRY_CAST(text AS DATE)", "TRY_TO_DATE", "ISDATE");
        add(out, "TIMESTAMPDIFF(DAY, day, at)", "DATEDIFF", "DATE_DIFF");
        add(out, "TIMESTAMPADD(DAY, 1, at)", "DATEADD", "DATE_ADD");
        add(out, "day - INTERVAL '1' DAY", "DATE_SUB");
        add(out, "TO_CHAR(at, 'YYYY-MM-DD')", "DATE_FORMAT", "FORMAT_DATE", "STRFTIME");
        add(out, "TO_DATE(text, 'YYYY-MM-DD')", "STR_TO_DATE", "PARSE_DATE", "STRPTIME");
        add(out, "EXTRACT(YEAR FROM day)", "DATEPART");
        add(out, "UNIX_SECONDS(at)", "UNIX_TIMESTAMP", "EPOCH");
        add(out, "TIMESTAMP_SECONDS(a)", "FROM_UNIXTIME");
        add(out, "LISTAGG(text, ',')", "GROUP_CONCAT");
        add(out, "BOOL_AND(a > b)", "BOOLAND_AGG", "LOGICAL_AND");
        add(out, "BOOL_OR(a > b)", "BOOLOR_AGG", "LOGICAL_OR");
        add(out, "ANY_VALUE(a)", "ARBITRARY");
        add(out, "APPROX_COUNT_DISTINCT(a)", "APPROX_DISTINCT");
        add(out, "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY a)", "QUANTILE", "QUANTILE_CONT");
        return Map.copyOf(out);
    }

    private static void add(Map<String, String> to, String instead, String... names) {
        for (String name : names) {
            to.put(name, instead);
        }
    }
}
