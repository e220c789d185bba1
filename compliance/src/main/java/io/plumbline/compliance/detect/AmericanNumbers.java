package io.plumbline.compliance.detect;

import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.checkdigit.ABANumberCheckDigit;

/// Numbers that authorities of the United States, Canada and Brazil give out.
final class AmericanNumbers {
    private static final Set<String> SPECIMENS = Set.of("078051120", "219099999", "457555462");
    private static final Pattern MBI =
            Pattern.compile(
                    "[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9]-?[AC-HJKMNP-RT-Y]"
                            + "[0-9AC-HJKMNP-RT-Y][0-9]-?[AC-HJKMNP-RT-Y]{2}[0-9]{2}");
    private static final Pattern DEA = Pattern.compile("[ABCDEFGHJKLMPRSTUX][A-Z9][0-9]{7}");
    private static final Pattern NINE =
            Pattern.compile("[0-9]{9}|[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}");

    private AmericanNumbers() {}

    /// Nine digits as a social security number is written, parts of it masked or not.
    static boolean looksLikeSsn(String value) {
        return NINE.matcher(value.replaceAll("[Xx*•](?=.*[0-9]{4}$)", "0")).matches();
    }

    static boolean isSsn(String value) {
        if (!NINE.matcher(value).matches()) {
            return false;
        }
        String d = Digits.of(value, 9);
        return !d.startsWith("000")
                && !d.startsWith("666")
                && !d.startsWith("9")
                && !d.startsWith("00", 3)
                && !d.endsWith("0000")
                && !SPECIMENS.contains(d);
    }

    static boolean isItin(String value) {
        String d = NINE.matcher(value).matches() ? Digits.of(value, 9) : "";
        if (!d.startsWith("9")) {
            return false;
        }
        int group = Digits.number(d, 3, 5);
        return group >= 50 && group <= 65
                || group >= 70 && group <= 88
                || group >= 90 && group <= 92
                || group >= 94;
    }

    static boolean isAba(String value) {
        if (value.length() != 9 || Digits.of(value, 9).isEmpty() || Digits.same(value)) {
            return false;
        }
        int prefix = Digits.number(value, 0, 2);
        boolean known =
                prefix <= 12
                        || prefix >= 21 && prefix <= 32
                        || prefix >= 61 && prefix <= 72
                        || prefix == 80;
        return known && ABANumberCheckDigit.ABAN_CHECK_DIGIT.isValid(value);
    }

    static boolean isNpi(String value) {
        return value.length() == 10
                && (value.startsWith("1") || value.startsWith("2"))
                && !Digits.of(value, 10).isEmpty()
                && Digits.luhn("80840" + value);
    }

    static boolean isMbi(String value) {
        return MBI.matcher(value).matches();
    }

    static boolean looksLikeDea(String value) {
        return DEA.matcher(value).matches();
    }

    static boolean isDea(String value) {
        if (!looksLikeDea(value)) {
            return false;
        }
        String d = value.substring(2);
        return Digits.weighted(d, 1, 2, 1, 2, 1, 2) % 10 == Digits.at(d, 6);
    }

    static boolean isSin(String value) {
        String d = Digits.of(value, 9);
        return !d.isEmpty() && !d.startsWith("0") && !d.startsWith("8") && Digits.luhn(d);
    }

    static boolean isCpf(String value) {
        String d = Digits.of(value, 11);
        if (d.isEmpty() || Digits.same(d)) {
            return false;
        }
        int first = Digits.weighted(d, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = Digits.weighted(d, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == Digits.at(d, 9) && second == Digits.at(d, 10);
    }
}
