package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.Function.of;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import java.util.List;

/// Dates, times and intervals; weeks are ISO 8601's, the clock's zone is UTC.
final class TimeFunctions {
    private static final List<Function> ALL =
            List.of(
                    of(
                            "EXTRACT",
                            EXTRACT,
                            "A field of a date, time or interval as BIGINT; ISODOW: Monday is 1; DOW: Sunday is 1; WEEK and ISOYEAR: ISO 8601; SECOND without its fraction; EPOCH: whole seconds",
                            "EXTRACT(YEAR FROM DATE '2013-12-25')",
                            "2013",
                            "EXTRACT(QUARTER FROM DATE '2013-12-25')",
                            "4",
                            "EXTRACT(ISODOW FROM DATE '2013-12-29')",
                            "7",
                            "EXTRACT(DOW FROM DATE '2013-12-29')",
                            "1",
                            "EXTRACT(WEEK FROM DATE '2013-12-30')",
                            "1",
                            "EXTRACT(ISOYEAR FROM DATE '2013-12-30')",
                            "2014",
                            "EXTRACT(DOY FROM DATE '2013-02-01')",
                            "32",
                            "EXTRACT(MINUTE FROM TIMESTAMP '2013-12-25 07:45:10')",
                            "45",
                            "EXTRACT(SECOND FROM TIMESTAMP '2013-12-25 07:45:10.9')",
                            "10",
                            "EXTRACT(EPOCH FROM TIMESTAMP '1970-01-02 00:00:00')",
                            "86400",
                            "EXTRACT(DAY FROM (DATE '2013-12-25' - DATE '2013-01-01') DAY(4))",
                            "358",
                            "EXTRACT(MINUTE FROM (TIMESTAMP '2013-01-01 10:00:00' - TIMESTAMP '2013-01-01 07:30:00') MINUTE(4))",
                            "150",
                            "EXTRACT(HOUR FROM INTERVAL '2 03:04:05' DAY TO SECOND)",
                            "3"),
                    of("YEAR", YEAR, "EXTRACT(YEAR)", "YEAR(DATE '2013-12-25')", "2013"),
                    of("QUARTER", QUARTER, "EXTRACT(QUARTER)", "QUARTER(DATE '2013-12-25')", "4"),
                    of("MONTH", MONTH, "EXTRACT(MONTH)", "MONTH(DATE '2013-12-25')", "12"),
                    of("WEEK", WEEK, "EXTRACT(WEEK), ISO 8601", "WEEK(DATE '2013-12-30')", "1"),
                    of(
                            "DAYOFYEAR",
                            DAYOFYEAR,
                            "EXTRACT(DOY)",
                            "DAYOFYEAR(DATE '2013-02-01')",
                            "32"),
                    of(
                            "DAYOFMONTH",
                            DAYOFMONTH,
                            "EXTRACT(DAY)",
                            "DAYOFMONTH(DATE '2013-02-01')",
                            "1"),
                    of("HOUR", HOUR, "EXTRACT(HOUR)", "HOUR(TIMESTAMP '2013-12-25 07:45:10')", "7"),
                    of(
                            "MINUTE",
                            MINUTE,
                            "EXTRACT(MINUTE)",
                            "MINUTE(TIMESTAMP '2013-12-25 07:45:10')",
                            "45"),
                    of(
                            "SECOND",
                            SECOND,
                            "EXTRACT(SECOND)",
                            "SECOND(TIMESTAMP '2013-12-25 07:45:10')",
                            "10"),
                    of(
                            "LAST_DAY",
                            LAST_DAY,
                            "The last day of the month",
                            "LAST_DAY(DATE '2012-02-10')",
                            "2012-02-29"),
                    of(
                            "TIMESTAMPADD",
                            TIMESTAMP_ADD,
                            "Adds n units; the last day of a shorter month where the day does not exist",
                            "TIMESTAMPADD(HOUR, 2, TIMESTAMP '2013-12-31 23:00:00')",
                            "2014-01-01 01:00:00",
                            "TIMESTAMPADD(MONTH, 1, DATE '2013-01-31')",
                            "2013-02-28"),
                    of(
                            "-",
                            MINUS_DATE,
                            "The interval between two dates or times, in the fields written after it",
                            "(DATE '2013-03-01' - DATE '2013-02-01') DAY",
                            "28 days"),
                    of(
                            "+",
                            DATETIME_PLUS,
                            "A date or time and an interval",
                            "DATE '2013-03-01' + INTERVAL '1' YEAR",
                            "2014-03-01"),
                    of(
                            "OVERLAPS",
                            OVERLAPS,
                            "Two periods share an instant",
                            "(DATE '2013-01-01', DATE '2013-01-10') OVERLAPS (DATE '2013-01-09', DATE '2013-02-01')",
                            "TRUE"),
                    of(
                            "CURRENT_DATE",
                            CURRENT_DATE,
                            "Today in UTC",
                            "CURRENT_DATE > DATE '2020-01-01'",
                            "TRUE"),
                    of(
                            "CURRENT_TIMESTAMP",
                            CURRENT_TIMESTAMP,
                            "The start of the query in UTC, without zone",
                            "CURRENT_TIMESTAMP > TIMESTAMP '2020-01-01 00:00:00'",
                            "TRUE"),
                    of(
                            "LOCALTIMESTAMP",
                            LOCALTIMESTAMP,
                            "CURRENT_TIMESTAMP",
                            "LOCALTIMESTAMP > TIMESTAMP '2020-01-01 00:00:00'",
                            "TRUE"));

    private TimeFunctions() {}

    static List<Function> all() {
        return ALL;
    }
}
