package io.plumbline.engine.sql;

import java.util.HashMap;
import java.util.Map;

/// How functions and operators are called. `[…]` may be left out, `…` repeats.
final class Signatures {
    private static final String CALLS =
            """
            COALESCE(x, y, …)
            NULLIF(x, y)
            GREATEST(x, y, …)
            LEAST(x, y, …)
            NVL(x, y)
            IFNULL(x, y)
            NVL2(x, present, absent)
            IF(condition, x, y)
            IIF(condition, x, y)
            DECODE(x, value, result, …[, otherwise])
            ZEROIFNULL(x)
            NULLIFZERO(x)
            MOD(x, y)
            ABS(x)
            SIGN(x)
            ROUND(x[, digits])
            TRUNCATE(x[, digits])
            TRUNC(x[, digits])
            POWER(x, y)
            POW(x, y)
            SQRT(x)
            CBRT(x)
            EXP(x)
            LN(x)
            LOG10(x)
            LOG2(x)
            LOG(base, x)
            SIN(x)
            COS(x)
            TAN(x)
            COT(x)
            ASIN(x)
            ACOS(x)
            ATAN(x)
            ATAN2(y, x)
            SINH(x)
            COSH(x)
            TANH(x)
            ASINH(x)
            ACOSH(x)
            ATANH(x)
            DEGREES(x)
            RADIANS(x)
            GCD(x, y)
            LCM(x, y)
            WIDTH_BUCKET(x, low, high, n)
            BITAND(x, y)
            BITOR(x, y)
            BITXOR(x, y)
            BITNOT(x)
            BIT_COUNT(x)
            IS_NAN(x)
            IS_INF(x)
            CONCAT(text, …)
            CONCAT_WS(separator, text, …)
            CHAR_LENGTH(text)
            CHARACTER_LENGTH(text)
            LENGTH(text)
            OCTET_LENGTH(bytes)
            BIT_LENGTH(text)
            UPPER(text)
            LOWER(text)
            INITCAP(text)
            SUBSTR(text, start[, length])
            LEFT(text, n)
            RIGHT(text, n)
            STRPOS(text, part)
            INSTR(text, part)
            CONTAINS(text, part)
            LTRIM(text)
            RTRIM(text)
            REPLACE(text, part, by)
            TRANSLATE(text, characters, by)
            LPAD(text, length[, fill])
            PHONE(text, region)
            RPAD(text, length[, fill])
            REPEAT(text, n)
            SPACE(n)
            REVERSE(text)
            ASCII(text)
            CHR(code)
            NORMALIZE(text)
            SPLIT_PART(text, separator, n)
            STARTS_WITH(text, part)
            ENDS_WITH(text, part)
            REGEXP_LIKE(text, pattern[, flags])
            REGEXP_REPLACE(text, pattern, by)
            REGEXP_SUBSTR(text, pattern)
            REGEXP_COUNT(text, pattern)
            REGEXP_INSTR(text, pattern)
            LEVENSHTEIN(text, text)
            MD5(text)
            SHA1(text)
            SHA256(text)
            TO_HEX(bytes)
            FROM_HEX(text)
            TO_BASE64(bytes)
            FROM_BASE64(text)
            TO_UTF8(text)
            FROM_UTF8(bytes)
            URL_ENCODE(text)
            URL_DECODE(text)
            JSON_TEXT(text, 'path')
            JSON_PART(text, 'path')
            JSON_HAS(text, 'path')
            JSON_VALUE(text, 'path')
            JSON_QUERY(text, 'path')
            JSON_EXISTS(text, 'path')
            YEAR(t)
            QUARTER(t)
            MONTH(t)
            WEEK(t)
            DAYOFYEAR(t)
            DAYOFMONTH(t)
            DAYOFWEEK(t)
            HOUR(t)
            MINUTE(t)
            SECOND(t)
            LAST_DAY(t)
            ADD_MONTHS(t, n)
            TIMESTAMPADD(unit, n, t)
            TIMESTAMPDIFF(unit, from, to)
            MONTHS_APART(from, to)
            MICROSECONDS_APART(from, to)
            DATE_TRUNC('unit', t)
            DATE_PART('field', t)
            DAYNAME(t)
            MONTHNAME(t)
            MAKE_DATE(year, month, day)
            MAKE_TIMESTAMP(year, month, day, hour, minute, second)
            UNIX_SECONDS(timestamp)
            UNIX_MILLIS(timestamp)
            UNIX_MICROS(timestamp)
            UNIX_DATE(date)
            DATE_FROM_UNIX_DATE(n)
            TIMESTAMP_SECONDS(n)
            TIMESTAMP_MILLIS(n)
            TIMESTAMP_MICROS(n)
            CONVERT_TIMEZONE(from, to, timestamp)
            TO_CHAR(t, 'format')
            TO_DATE(text, 'format')
            TO_TIMESTAMP(text, 'format')
            SUM([DISTINCT] x)
            AVG([DISTINCT] x)
            MIN(x)
            MAX(x)
            EVERY(condition)
            SOME(condition)
            BOOL_AND(condition)
            BOOL_OR(condition)
            COUNTIF(condition)
            COUNT_IF(condition)
            ANY_VALUE(x)
            MODE(x)
            MEDIAN(x)
            APPROX_COUNT_DISTINCT(x)
            ARG_MAX(x, by)
            ARG_MIN(x, by)
            MAX_BY(x, by)
            MIN_BY(x, by)
            BIT_AND(x)
            BIT_OR(x)
            BIT_XOR(x)
            VAR_POP(x)
            VAR_SAMP(x)
            VARIANCE(x)
            STDDEV_POP(x)
            STDDEV_SAMP(x)
            STDDEV(x)
            COVAR_POP(y, x)
            COVAR_SAMP(y, x)
            CORR(y, x)
            REGR_COUNT(y, x)
            REGR_SXX(y, x)
            REGR_SYY(y, x)
            REGR_SXY(y, x)
            REGR_AVGX(y, x)
            REGR_AVGY(y, x)
            REGR_SLOPE(y, x)
            REGR_INTERCEPT(y, x)
            REGR_R2(y, x)
            STRING_AGG(text, separator [ORDER BY …])
            SPLIT(text, separator)
            JSON_ELEMENTS(json)
            SERIES(from, to[, step])
            DATE_SERIES(from, to)
            GROUPING(column, …)
            GROUPING_ID(column, …)
            ROW_NUMBER() OVER (…)
            RANK() OVER (…)
            DENSE_RANK() OVER (…)
            PERCENT_RANK() OVER (…)
            CUME_DIST() OVER (…)
            NTILE(n) OVER (…)
            LAG(x[, n[, default]]) [IGNORE NULLS] OVER (…)
            LEAD(x[, n[, default]]) [IGNORE NULLS] OVER (…)
            FIRST_VALUE(x) [IGNORE NULLS] OVER (…)
            LAST_VALUE(x) [IGNORE NULLS] OVER (…)
            NTH_VALUE(x, n) OVER (…)
            """;

    private static final Map<String, String> SPECIAL =
            Map.ofEntries(
                    Map.entry("NOT", "NOT x"),
                    Map.entry("BETWEEN", "x BETWEEN y AND z"),
                    Map.entry("NOT BETWEEN", "x NOT BETWEEN y AND z"),
                    Map.entry("BETWEEN SYMMETRIC", "x BETWEEN SYMMETRIC y AND z"),
                    Map.entry("NOT BETWEEN SYMMETRIC", "x NOT BETWEEN SYMMETRIC y AND z"),
                    Map.entry("IN", "x IN (y, …), x IN (query)"),
                    Map.entry("NOT IN", "x NOT IN (y, …), x NOT IN (query)"),
                    Map.entry("CASE", "CASE WHEN condition THEN x … [ELSE y] END"),
                    Map.entry("CAST", "CAST(x AS type)"),
                    Map.entry("TRY_CAST", "TRY_CAST(x AS type)"),
                    Map.entry("::", "x::type"),
                    Map.entry("EXISTS", "EXISTS (query)"),
                    Map.entry("ROW", "(x, y, …)"),
                    Map.entry("-", "x - y, -x"),
                    Map.entry("+", "x + y, +x"),
                    Map.entry("FLOOR", "FLOOR(x), FLOOR(t TO unit)"),
                    Map.entry("CEIL", "CEIL(x), CEIL(t TO unit)"),
                    Map.entry("SUBSTRING", "SUBSTRING(text FROM start [FOR length])"),
                    Map.entry("POSITION", "POSITION(part IN text)"),
                    Map.entry("OVERLAY", "OVERLAY(text PLACING by FROM start [FOR length])"),
                    Map.entry("TRIM", "TRIM([[LEADING | TRAILING | BOTH] character FROM] text)"),
                    Map.entry("LIKE", "text LIKE pattern [ESCAPE character]"),
                    Map.entry("NOT LIKE", "text NOT LIKE pattern [ESCAPE character]"),
                    Map.entry("ESCAPE", "… ESCAPE character"),
                    Map.entry("EXTRACT", "EXTRACT(field FROM t)"),
                    Map.entry("OVERLAPS", "(from, to) OVERLAPS (from, to)"),
                    Map.entry("COUNT", "COUNT(*), COUNT([DISTINCT] x, …)"),
                    Map.entry("PERCENTILE_CONT", "PERCENTILE_CONT(p) WITHIN GROUP (ORDER BY x)"),
                    Map.entry("PERCENTILE_DISC", "PERCENTILE_DISC(p) WITHIN GROUP (ORDER BY x)"),
                    Map.entry("LISTAGG", "LISTAGG(text[, separator]) WITHIN GROUP (ORDER BY …)"),
                    Map.entry("PI", "PI"),
                    Map.entry("CURRENT_DATE", "CURRENT_DATE"),
                    Map.entry("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"),
                    Map.entry("LOCALTIMESTAMP", "LOCALTIMESTAMP"));

    private static final Map<String, String> BY_NAME = byName();

    private Signatures() {}

    private static Map<String, String> byName() {
        Map<String, String> map = new HashMap<>(SPECIAL);
        CALLS.lines().forEach(line -> map.put(line.substring(0, line.indexOf('(')), line));
        return map;
    }

    /// Returns the signature of a function; an operator stands between two operands, or after one.
    static String of(String name) {
        String known = BY_NAME.get(name);
        if (known != null) {
            return known;
        }
        boolean after = name.startsWith("IS ") && !name.endsWith("FROM");
        return after ? "x " + name : "x " + name + " y";
    }
}
