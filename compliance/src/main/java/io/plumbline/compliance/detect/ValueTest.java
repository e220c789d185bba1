package io.plumbline.compliance.detect;

import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// What values of a kind look like, and how much it proves when they do.
///
/// @param plausible whether a value could be of the kind at all: the shape
/// @param matches whether it passes every rule of the kind
/// @param chance the share of random values of that shape that pass too
/// @param hit the share of true values that pass: below 1 where data is badly kept or the words
///   known are not all
/// @param alone how many bits such values may add for a column; above 6 they decide without a name
/// @param sign whether passing is only a sign: values that do not pass say nothing
record ValueTest(
        Predicate<String> plausible,
        Predicate<String> matches,
        double chance,
        double hit,
        ToDoubleFunction<ColumnValues> alone,
        boolean sign) {

    /// The share of values of a kind that are right where data is kept well.
    static final double KEPT = 0.97;

    /// More than any name or context can say against it.
    static final double DECIDES = 16;

    static ValueTest of(Predicate<String> matches, double chance, double alone) {
        return new ValueTest(matches, matches, chance, KEPT, c -> alone, false);
    }

    static ValueTest of(
            Predicate<String> plausible, Predicate<String> matches, double chance, double alone) {
        return new ValueTest(plausible, matches, chance, KEPT, c -> alone, false);
    }

    /// Returns a test that says what cannot be, and never what is.
    static ValueTest shape(Predicate<String> plausible) {
        return new ValueTest(plausible, v -> false, 1, KEPT, c -> 0, false);
    }

    /// Returns whether the values can prove anything.
    boolean proves() {
        return chance < 1;
    }

    ValueTest hitting(double share) {
        return new ValueTest(plausible, matches, chance, share, alone, sign);
    }

    ValueTest alone(ToDoubleFunction<ColumnValues> bits) {
        return new ValueTest(plausible, matches, chance, hit, bits, sign);
    }

    ValueTest asSign() {
        return new ValueTest(plausible, matches, chance, hit, alone, true);
    }
}
