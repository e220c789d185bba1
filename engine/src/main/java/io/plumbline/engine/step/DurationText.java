package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads durations as people write them.
final class DurationText {
    private static final Duration LONGEST = Duration.ofDays(100_000);
    private static final Pattern PART = Pattern.compile("\\s*(\\d{1,9})\\s*([dhms])");
    private static final Pattern FORM = Pattern.compile("(?:" + PART + ")+\\s*");

    private DurationText() {}

    /// Returns a duration such as `7d` or `1d 12h`.
    ///
    /// @param parameter what it is of, for messages
    /// @param instead what to do where it is too long
    static Duration parse(String parameter, String text, String instead) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(lower).matches()) {
            throw PlumblineException.of(
                    ErrorCode.PARAMETER_INVALID,
                    "Invalid %s: '%s' (must be days, hours, minutes and seconds)"
                            .formatted(parameter, text),
                    "Write a number and a unit, such as 7d, 12h, 30m, 45s or 1d 12h");
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(lower);
        while (part.find()) {
            long number = Long.parseLong(part.group(1));
            sum =
                    sum.plus(
                            switch (part.group(2)) {
                                case "d" -> Duration.ofDays(number);
                                case "h" -> Duration.ofHours(number);
                                case "m" -> Duration.ofMinutes(number);
                                default -> Duration.ofSeconds(number);
                            });
        }
        if (sum.compareTo(LONGEST) > 0) {
            throw PlumblineException.of(
                    ErrorCode.PARAMETER_INVALID,
                    "Invalid %s: '%s' (must be at most 100000d)".formatted(parameter, text),
                    instead);
        }
        return sum;
    }
}
