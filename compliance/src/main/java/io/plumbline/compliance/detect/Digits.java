package io.plumbline.compliance.detect;

import java.util.regex.Pattern;

/// Sums over the digits of numbers.
final class Digits {
    private static final Pattern SEPARATORS = Pattern.compile("[ .\\-/\u00A0]");
    private static final Pattern SHAPE = Pattern.compile("[0-9]+(?:[ .\\-/\u00A0][0-9]+)*");

    private Digits() {}

    /// Returns the digits of a number that is written with single separators or without; empty when
    /// it is written otherwise or has another length.
    static String of(String value, int length) {
        String digits = of(value);
        return digits.length() == length ? digits : "";
    }

    /// Returns the digits of a number that is written with single separators or without; empty when
    /// it is written otherwise.
    static String of(String value) {
        return value.length() <= 40 && SHAPE.matcher(value).matches()
                ? SEPARATORS.matcher(value).replaceAll("")
                : "";
    }

    /// Returns the value without separators, whatever else it holds, in capitals.
    static String plain(String value) {
        return SEPARATORS.matcher(value).replaceAll("").toUpperCase(java.util.Locale.ROOT);
    }

    static int at(String digits, int index) {
        return digits.charAt(index) - '0';
    }

    /// Returns the sum of the digits times the weights, as far as there are weights.
    static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += at(digits, i) * weights[i];
        }
        return sum;
    }

    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = at(digits, digits.length() - 1 - i);
            int twice = i % 2 == 1 ? 2 * d : d;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return !digits.isEmpty() && sum % 10 == 0;
    }

    static int number(String digits, int from, int to) {
        return Integer.parseInt(digits.substring(from, to));
    }

    /// Returns whether all digits are the same, as in numbers that stand for none.
    static boolean same(String digits) {
        return digits.chars().distinct().count() < 2;
    }
}
