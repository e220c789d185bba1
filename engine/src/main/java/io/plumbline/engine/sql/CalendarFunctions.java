package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.Calls.*;
import static io.plumbline.engine.sql.Function.of;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.jspecify.annotations.Nullable;

/// Differences, names, formats and numbers of dates and times.
final class CalendarFunctions {
    private static final Set<String> PARTS =
            Set.of(
                    "YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "DOW",
                    "ISODOW", "DOY", "ISOYEAR", "EPOCH");
    private static final Set<String> UNITS =
            Set.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND");
    private static final Map<TimeUnit, String> EACH =
            Map.of(
                    TimeUnit.YEAR, "MONTHS_APART(p0, p1) / 12",
                    TimeUnit.QUARTER, "MONTHS_APART(p0, p1) / 3",
                    TimeUnit.MONTH, "MONTHS_APART(p0, p1)",
                    TimeUnit.WEEK, "MICROSECONDS_APART(p0, p1) / 604800000000",
                    TimeUnit.DAY, "MICROSECONDS_APART(p0, p1) / 86400000000",
                    TimeUnit.HOUR, "MICROSECONDS_APART(p0, p1) / 3600000000",
                    TimeUnit.MINUTE, "MICROSECONDS_APART(p0, p1) / 60000000",
                    TimeUnit.SECOND, "MICROSECONDS_APART(p0, p1) / 1000000",
                    TimeUnit.MILLISECOND, "MICROSECONDS_APART(p0, p1) / 1000",
                    TimeUnit.MICROSECOND, "MICROSECONDS_APART(p0, p1)");
    private static final String MICROS = "epoch_us(CAST({0} AS TIMESTAMP))";

    private static final SqlTypeFamily[] ONE_DAY_FAMILIES = {
        SqlTypeFamily.DATE, SqlTypeFamily.TIMESTAMP
    };

    private static final List<Function> ALL =
            List.of(
                    of(
                            "TIMESTAMPDIFF",
                            Rewrite.of("TIMESTAMPDIFF", CalendarFunctions::difference),
                            "Whole units from the second to the third, towards zero, as BIGINT; a month is whole on the same day and time, and not before",
                            "TIMESTAMPDIFF(MONTH, DATE '2013-01-31', DATE '2013-02-28')",
                            "0",
                            "TIMESTAMPDIFF(MONTH, DATE '2013-03-31', DATE '2013-01-31')",
                            "-2",
                            "TIMESTAMPDIFF(YEAR, DATE '1980-05-17', DATE '2013-05-16')",
                            "32",
                            "TIMESTAMPDIFF(DAY, TIMESTAMP '2013-01-01 12:00:00', TIMESTAMP '2013-01-03 11:59:59')",
                            "1",
                            "TIMESTAMPDIFF(SECOND, TIMESTAMP '2013-01-01 00:00:10', TIMESTAMP '2013-01-01 00:00:00')",
                            "-10"),
                    of(
                                    "MONTHS_APART",
                                    scalar("MONTHS_APART", BIGINT, twoDays()),
                                    "TIMESTAMPDIFF(MONTH)",
                                    "MONTHS_APART(DATE '2013-01-15', DATE '2014-01-14')",
                                    "11")
                            .in("duckdb", months()),
                    of(
                                    "MICROSECONDS_APART",
                                    scalar("MICROSECONDS_APART", BIGINT, twoDays()),
                                    "TIMESTAMPDIFF(MICROSECOND)",
                                    "MICROSECONDS_APART(TIMESTAMP '2013-01-01 00:00:00', TIMESTAMP '2013-01-01 00:00:01.5')",
                                    "1500000")
                            .in(
                                    "duckdb",
                                    "(epoch_us(CAST({1} AS TIMESTAMP)) - epoch_us(CAST({0} AS TIMESTAMP)))"),
                    of(
                            "DATE_TRUNC",
                            Rewrite.of(
                                    "DATE_TRUNC",
                                    (a, pos) -> unit(a, UNITS, "FLOOR(p1 TO #)", pos)),
                            "FLOOR(t TO unit); the unit is a constant text; weeks begin on Monday",
                            "DATE_TRUNC('month', TIMESTAMP '2013-05-17 10:20:30')",
                            "2013-05-01 00:00:00",
                            "DATE_TRUNC('week', DATE '2013-05-19')",
                            "2013-05-13"),
                    of(
                            "DATE_PART",
                            Rewrite.of(
                                    "DATE_PART",
                                    (a, pos) -> unit(a, PARTS, "EXTRACT(# FROM p1)", pos)),
                            "EXTRACT; the field is a constant text",
                            "DATE_PART('year', DATE '2013-05-17')",
                            "2013"),
                    of(
                            "DAYOFWEEK",
                            SqlStdOperatorTable.DAYOFWEEK,
                            "EXTRACT(DOW): Sunday is 1",
                            "DAYOFWEEK(DATE '2013-12-29')",
                            "1"),
                    of(
                            "ADD_MONTHS",
                            Rewrite.of("ADD_MONTHS", "TIMESTAMPADD(MONTH, p1, p0)"),
                            "TIMESTAMPADD(MONTH); the last day of a shorter month where the day does not exist",
                            "ADD_MONTHS(DATE '2013-01-31', 1)",
                            "2013-02-28",
                            "ADD_MONTHS(DATE '9999-12-31', 1)",
                            "!OVERFLOW"),
                    of(
                                    "DAYNAME",
                                    scalar("DAYNAME", TEXT, ONE_DAY),
                                    "In English: Monday",
                                    "DAYNAME(DATE '2013-12-29')",
                                    "Sunday")
                            .in("duckdb", "dayname({0})")
                            .in("postgres", "to_char({0}, 'FMDay')"),
                    of(
                                    "MONTHNAME",
                                    scalar("MONTHNAME", TEXT, ONE_DAY),
                                    "In English: January",
                                    "MONTHNAME(TIMESTAMP '2013-12-29 10:00:00')",
                                    "December")
                            .in("duckdb", "monthname({0})")
                            .in("postgres", "to_char({0}, 'FMMonth')"),
                    of(
                                    "MAKE_DATE",
                                    scalar(
                                            "MAKE_DATE",
                                            DATE,
                                            OperandTypes.family(
                                                    SqlTypeFamily.INTEGER,
                                                    SqlTypeFamily.INTEGER,
                                                    SqlTypeFamily.INTEGER)),
                                    "Of year, month and day; fails where there is no such day in the years 1 to 9999",
                                    "MAKE_DATE(2012, 2, 29)",
                                    "2012-02-29",
                                    "MAKE_DATE(2013, 2, 29)",
                                    "!VALUE_INVALID",
                                    "MAKE_DATE(10000, 1, 1)",
                                    "!OVERFLOW")
                            .in(
                                    "duckdb",
                                    "CASE WHEN {0} NOT BETWEEN 1 AND 9999 THEN "
                                            + Failing.OVERFLOW
                                            + " ELSE make_date({0}, {1}, {2}) END"),
                    of(
                                    "MAKE_TIMESTAMP",
                                    scalar(
                                            "MAKE_TIMESTAMP",
                                            TIMESTAMP,
                                            OperandTypes.family(
                                                    SqlTypeFamily.INTEGER,
                                                    SqlTypeFamily.INTEGER,
                                                    SqlTypeFamily.INTEGER,
                                                    SqlTypeFamily.INTEGER,
                                                    SqlTypeFamily.INTEGER,
                                                    SqlTypeFamily.NUMERIC)),
                                    "Of year, month, day, hour, minute and second, its fraction to microseconds; fails where there is none in the years 1 to 9999",
                                    "MAKE_TIMESTAMP(2013, 5, 17, 10, 20, 30.5)",
                                    "2013-05-17 10:20:30.5",
                                    "MAKE_TIMESTAMP(2013, 13, 1, 0, 0, 0)",
                                    "!VALUE_INVALID")
                            .in(
                                    "duckdb",
                                    "CASE WHEN {0} NOT BETWEEN 1 AND 9999 THEN "
                                            + Failing.OVERFLOW
                                            + " ELSE make_timestamp({0}, {1}, {2}, {3}, {4}, CAST({5} AS DOUBLE)) END"),
                    since(
                            "UNIX_SECONDS",
                            floored(1_000_000),
                            "Whole seconds since 1970 in UTC, rounded down",
                            "1969-12-31 23:59:59.5",
                            "-1"),
                    since(
                            "UNIX_MILLIS",
                            floored(1_000),
                            "Whole milliseconds since 1970 in UTC, rounded down",
                            "1970-01-01 00:00:01.5",
                            "1500"),
                    since(
                            "UNIX_MICROS",
                            MICROS,
                            "Microseconds since 1970 in UTC",
                            "1970-01-01 00:00:01.5",
                            "1500000"),
                    after("TIMESTAMP_SECONDS", 1_000_000, "253402300799", "9999-12-31 23:59:59"),
                    after("TIMESTAMP_MILLIS", 1_000, "-500", "1969-12-31 23:59:59.5"),
                    after("TIMESTAMP_MICROS", 1, "1500000", "1970-01-01 00:00:01.5"),
                    of(
                                    "UNIX_DATE",
                                    scalar(
                                            "UNIX_DATE",
                                            INTEGER,
                                            OperandTypes.family(SqlTypeFamily.DATE)),
                                    "Days since 1970-01-01",
                                    "UNIX_DATE(DATE '1970-02-01')",
                                    "31")
                            .in("duckdb", "CAST({0} - DATE '1970-01-01' AS INTEGER)")
                            .in("postgres", "({0} - DATE '1970-01-01')"),
                    of(
                            "DATE_FROM_UNIX_DATE",
                            Rewrite.of(
                                    "DATE_FROM_UNIX_DATE",
                                    "TIMESTAMPADD(DAY, p0, DATE '1970-01-01')"),
                            "So many days after 1970-01-01; fails beyond the years 1 to 9999",
                            "DATE_FROM_UNIX_DATE(-1)",
                            "1969-12-31",
                            "DATE_FROM_UNIX_DATE(2932897)",
                            "!OVERFLOW"),
                    of(
                                    "CONVERT_TIMEZONE",
                                    scalar(
                                            "CONVERT_TIMEZONE",
                                            TIMESTAMP,
                                            OperandTypes.family(
                                                    SqlTypeFamily.CHARACTER,
                                                    SqlTypeFamily.CHARACTER,
                                                    SqlTypeFamily.TIMESTAMP)),
                                    "What clocks of the second IANA zone show when those of the first show t; in an hour that comes twice the second is meant, in one that is left out the offset from before counts; an unknown zone fails",
                                    "CONVERT_TIMEZONE('Europe/Berlin', 'UTC', TIMESTAMP '2013-06-01 12:00:00')",
                                    "2013-06-01 10:00:00",
                                    "CONVERT_TIMEZONE('Europe/Berlin', 'UTC', TIMESTAMP '2013-10-27 02:30:00')",
                                    "2013-10-27 01:30:00",
                                    "CONVERT_TIMEZONE('Europe/Berlin', 'UTC', TIMESTAMP '2013-03-31 02:30:00')",
                                    "2013-03-31 01:30:00",
                                    "CONVERT_TIMEZONE('UTC', 'America/New_York', TIMESTAMP '2013-01-01 00:00:00')",
                                    "2012-12-31 19:00:00",
                                    "CONVERT_TIMEZONE('Nowhere', 'UTC', TIMESTAMP '2013-01-01 00:00:00')",
                                    "!VALUE_INVALID")
                            .in("duckdb", "timezone({1}, timezone({0}, {2}))"),
                    of(
                            "TO_CHAR",
                            scalar("TO_CHAR", TEXT, formatted(ONE_DAY_FAMILIES)),
                            "A date or time by a constant format: YYYY, YY, MM, DD, DDD (of the year), HH24, HH12, MI, SS, MS, US, AM; English names Month, Mon, Day, Dy, without padding; text in double quotes and what is neither letter nor digit as they are; other formats are refused",
                            "TO_CHAR(TIMESTAMP '2013-05-07 03:04:05.678', 'YYYY-MM-DD HH24:MI:SS.MS')",
                            "2013-05-07 03:04:05.678",
                            "TO_CHAR(DATE '2013-05-07', 'Dy, DD Mon YYYY')",
                            "Tue, 07 May 2013",
                            "TO_CHAR(TIMESTAMP '0013-12-07 15:00:00', 'DDD/YYYY HH12 AM \"h\"')",
                            "341/0013 03 PM h"),
                    of(
                            "TO_DATE",
                            scalar("TO_DATE", DATE, TWO_TEXTS),
                            "The date that a text is by a constant format of TO_CHAR; numbers may have fewer digits; fails for other text",
                            "TO_DATE('7.5.2013', 'DD.MM.YYYY')",
                            "2013-05-07",
                            "TO_DATE('30.02.2013', 'DD.MM.YYYY')",
                            "!VALUE_INVALID"),
                    of(
                            "TO_TIMESTAMP",
                            scalar("TO_TIMESTAMP", TIMESTAMP, TWO_TEXTS),
                            "As TO_DATE, with the time, zero where the format has none",
                            "TO_TIMESTAMP('2013-05-07 15:04', 'YYYY-MM-DD HH24:MI')",
                            "2013-05-07 15:04:00",
                            "TO_TIMESTAMP('x', 'YYYY')",
                            "!VALUE_INVALID"));

    private CalendarFunctions() {}

    static List<Function> all() {
        return ALL;
    }

    private static org.apache.calcite.sql.type.SqlOperandTypeChecker formatted(
            SqlTypeFamily... first) {
        return OperandTypes.or(
                OperandTypes.family(first[0], SqlTypeFamily.CHARACTER),
                OperandTypes.family(first[1], SqlTypeFamily.CHARACTER));
    }

    private static org.apache.calcite.sql.type.SqlOperandTypeChecker twoDays() {
        return OperandTypes.or(
                OperandTypes.family(SqlTypeFamily.DATE, SqlTypeFamily.DATE),
                OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME));
    }

    private static Function since(
            String name, String duckdb, String meaning, String time, String result) {
        return of(
                        name,
                        scalar(name, BIGINT, ONE_TIMESTAMP),
                        meaning,
                        name + "(TIMESTAMP '" + time + "')",
                        result)
                .in("duckdb", duckdb);
    }

    /// Divides microseconds, rounded down for those before 1970 too.
    private static String floored(int by) {
        return "((" + MICROS + " - (" + MICROS + " % " + by + " + " + by + ") % " + by + ") // "
                + by + ")";
    }

    private static Function after(String name, int micros, String example, String result) {
        String time = "make_timestamp(CAST({0} AS BIGINT) * " + micros + ")";
        return of(
                        name,
                        scalar(name, TIMESTAMP, ONE_INTEGER),
                        "So many of them after 1970 in UTC; fails beyond the years 1 to 9999",
                        name + "(" + example + ")",
                        result,
                        name + "(9000000000000000000)",
                        "!OVERFLOW")
                .in(
                        "duckdb",
                        "CASE WHEN CAST({0} AS BIGINT) NOT BETWEEN "
                                + (-62_135_596_800_000_000L / micros)
                                + " AND "
                                + (253_402_300_799_999_999L / micros)
                                + " THEN "
                                + Failing.OVERFLOW
                                + " ELSE "
                                + time
                                + " END");
    }

    /// Counts months by number, less one where the day and time of the later month are not there
    /// yet.
    private static String months() {
        String a = "CAST({0} AS TIMESTAMP)";
        String b = "CAST({1} AS TIMESTAMP)";
        return "("
                + number(b)
                + " - "
                + number(a)
                + " - CASE WHEN "
                + b
                + " >= "
                + a
                + " AND "
                + rest(b)
                + " < "
                + rest(a)
                + " THEN 1 WHEN "
                + b
                + " < "
                + a
                + " AND "
                + rest(b)
                + " > "
                + rest(a)
                + " THEN -1 ELSE 0 END)";
    }

    private static String number(String time) {
        return "(date_part('year', " + time + ") * 12 + date_part('month', " + time + "))";
    }

    private static String rest(String time) {
        return "(epoch_us(" + time + ") - epoch_us(date_trunc('month', " + time + ")))";
    }

    private static @Nullable SqlNode difference(List<SqlNode> a, SqlParserPos pos) {
        if (a.size() != 3 || !(a.get(0) instanceof SqlIntervalQualifier unit)) {
            return null;
        }
        String expression = EACH.get(unit.getUnit());
        return expression == null ? null : Rewrite.filled(expression, a.subList(1, 3), pos);
    }

    private static @Nullable SqlNode unit(
            List<SqlNode> a, Set<String> known, String expression, SqlParserPos pos) {
        if (a.size() != 2 || !(a.get(0) instanceof SqlLiteral word)) {
            return null;
        }
        String unit = String.valueOf(word.toValue()).toUpperCase(Locale.ROOT);
        return known.contains(unit) ? Rewrite.filled(expression.replace("#", unit), a, pos) : null;
    }
}
