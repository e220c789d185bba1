package io.plumbline.workbench.cli;

import java.util.Locale;

/// Writes durations for people: `85 ms`, `1.2 s`, `3 min 24 s`, `2 h 5 min`.
final class Durations {
    private static final long TENTH = 100;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private Durations() {}

    static String of(long millis) {
        long tenths = Math.round(millis / (double) TENTH);
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (tenths * TENTH < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", tenths / 10.0);
        }
        long seconds = Math.round(millis / 1_000.0);
        if (seconds * 1_000 < HOUR) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        long minutes = Math.round(millis / (double) MINUTE);
        return minutes / 60 + " h " + minutes % 60 + " min";
    }
}
