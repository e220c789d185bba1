package io.plumbline.engine.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that was probably meant: Damerau-Levenshtein distance (optimal string alignment)
/// of at most a third of the longer name, case ignored.
public final class Suggestion {
    private Suggestion() {}

    /// Returns the known name nearest to the one given, empty when none is near; ties go to the
    /// first in order of the alphabet.
    public static Optional<String> nearest(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(k ->
                        distance(wanted, k.toLowerCase(Locale.ROOT))
                                <= Math.max(1, Math.max(k.length(), name.length()) / 3))
                .min(
                        Comparator.<String>comparingInt(
                                        k -> distance(wanted, k.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] =
                        Math.min(
                                Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
