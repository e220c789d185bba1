package io.plumbline.compliance.detect;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Days as people write them.
final class Dates {
    private static final Pattern ISO =
            Pattern.compile(
                    "([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})(?:[T ]00:00(?::00)?(?:\\.0+)?Z?)?");
    private static final Pattern LOCAL =
            Pattern.compile("([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4}|[0-9]{2})");
    private static final Pattern YEAR = Pattern.compile("(?:19|20)[0-9]{2}");
    private static final int OLDEST = 1900;
    private static final long YEARS = 365;

    private Dates() {}

    /// Returns the day as a number; null for what is none.
    static @Nullable Long day(String value) {
        Matcher iso = ISO.matcher(value);
        if (iso.matches()) {
            return of(iso.group(1), iso.group(2), iso.group(3));
        }
        Matcher local = LOCAL.matcher(value);
        if (!local.matches()) {
            return null;
        }
        String year = local.group(4).length() == 2 ? "19" + local.group(4) : local.group(4);
        Long european = of(year, local.group(3), local.group(1));
        return european == null ? of(year, local.group(1), local.group(3)) : european;
    }

    private static @Nullable Long of(String year, String month, String day) {
        try {
            return LocalDate.of(
                            Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                    .toEpochDay();
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// Whether somebody alive may be born then: a day or a year.
    static boolean mayBeBirth(String value) {
        if (YEAR.matcher(value).matches()) {
            return true;
        }
        Long day = day(value);
        return day != null
                && day >= LocalDate.of(OLDEST, 1, 1).toEpochDay()
                && day <= LocalDate.now(java.time.ZoneOffset.UTC).toEpochDay() + 1;
    }

    static boolean isDay(String value) {
        return day(value) != null;
    }

    /// Birth dates of people lie far apart and long ago; those of orders and changes do not.
    static double birthBits(ColumnValues column) {
        List<Long> days = column.figures(Dates::day);
        if (days.size() < 10 || days.size() < 0.9 * column.distinct()) {
            return 0;
        }
        long today = LocalDate.now(java.time.ZoneOffset.UTC).toEpochDay();
        long middle = days.get(days.size() / 2);
        long spread = days.get(days.size() * 95 / 100) - days.get(days.size() * 5 / 100);
        boolean likely =
                days.getLast() <= today
                        && today - middle > 15 * YEARS
                        && today - days.getFirst() < 120 * YEARS
                        && spread > 20 * YEARS;
        return likely ? 4 : 0;
    }
}
