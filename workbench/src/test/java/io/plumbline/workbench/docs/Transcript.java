package io.plumbline.workbench.docs;

import java.util.List;
import java.util.regex.Pattern;

/// Compares what a page shows with what a command printed. Times, ids and hashes count as equal, as
/// does the width of gaps; a line `…` stands for any number of lines.
final class Transcript {
    private static final List<Mask> MASKS =
            List.of(
                    new Mask("\\d{8}-\\d{6}-[0-9a-f]{6}", "RUN"),
                    new Mask("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{1,9}Z", "TIME"),
                    new Mask("[0-9a-f]{64}", "HASH"),
                    new Mask("\\b\\d{16,19}\\b", "VERSION"),
                    new Mask(
                            "\\bin (\\d+ ms|[\\d.]+ s|\\d+ min \\d+ s|\\d+ h \\d+ min)\\b",
                            "in N ms"),
                    new Mask("\"(millis|bytes)\": \\d+", "\"$1\": N"),
                    new Mask("at byte \\d+", "at byte N"),
                    new Mask("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT"),
                    new Mask(" {2,}", "  "));

    private record Mask(Pattern pattern, String by) {
        Mask(String pattern, String by) {
            this(Pattern.compile(pattern), by);
        }
    }

    private Transcript() {}

    static boolean same(List<String> shown, List<String> printed) {
        if (shown.isEmpty()) {
            return printed.isEmpty();
        }
        String first = shown.getFirst();
        List<String> rest = shown.subList(1, shown.size());
        if (first.strip().equals("…")) {
            for (int skip = 0; skip <= printed.size(); skip++) {
                if (same(rest, printed.subList(skip, printed.size()))) {
                    return true;
                }
            }
            return false;
        }
        return !printed.isEmpty()
                && masked(first).equals(masked(printed.getFirst()))
                && same(rest, printed.subList(1, printed.size()));
    }

    private static String masked(String line) {
        String out = line.stripTrailing();
        for (Mask mask : MASKS) {
            out = mask.pattern().matcher(out).replaceAll(mask.by());
        }
        return out;
    }
}
