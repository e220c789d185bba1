package io.plumbline.compliance.detect;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.checkdigit.EAN13CheckDigit;

/// Numbers that authorities of Europe give out.
final class EuropeanNumbers {
    private static final String ES_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final Pattern ES = Pattern.compile("[XYZ0-9][0-9]{7}[A-Z]");
    private static final Pattern NIR =
            Pattern.compile("([12378][0-9]{2}[0-9]{2}(?:[0-9]{2}|2[AB])[0-9]{6})([0-9]{2})");
    private static final Pattern CODICE =
            Pattern.compile(
                    "[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]");
    private static final int[] ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };
    private static final Pattern NINO =
            Pattern.compile(
                    "(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]");
    private static final Pattern SE = Pattern.compile("((?:[0-9]{2})?[0-9]{6})[-+]?([0-9]{4})");
    private static final Pattern UK_LICENCE =
            Pattern.compile("[A-Z9]{5}[0-9](?:[05][1-9]|[16][0-2])[0-9]{3}[A-Z9]{2}[A-Z0-9]{3}");

    private EuropeanNumbers() {}

    static boolean isNhs(String value) {
        String d = Digits.of(value, 10);
        if (d.isEmpty() || Digits.same(d)) {
            return false;
        }
        int check = 11 - Digits.weighted(d, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return check != 10 && check % 11 == Digits.at(d, 9);
    }

    static boolean isNino(String value) {
        return NINO.matcher(Digits.plain(value)).matches();
    }

    static boolean isUkLicence(String value) {
        return UK_LICENCE.matcher(Digits.plain(value)).matches();
    }

    static boolean isSteuerId(String value) {
        String d = Digits.of(value, 11);
        if (d.isEmpty() || d.startsWith("0") || !repeatsOne(d.substring(0, 10))) {
            return false;
        }
        int product = 10;
        for (int i = 0; i < 10; i++) {
            int sum = (Digits.at(d, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == Digits.at(d, 10);
    }

    /// One digit is there twice or three times, all others once or not at all.
    private static boolean repeatsOne(String ten) {
        int[] times = new int[10];
        ten.chars().forEach(c -> times[c - '0']++);
        int repeated = 0;
        for (int t : times) {
            if (t > 3) {
                return false;
            }
            repeated += t > 1 ? 1 : 0;
        }
        return repeated == 1;
    }

    static boolean isBsn(String value) {
        String d = Digits.of(value, 9);
        return !d.isEmpty()
                && !Digits.same(d)
                && (Digits.weighted(d, 9, 8, 7, 6, 5, 4, 3, 2) - Digits.at(d, 8)) % 11 == 0;
    }

    static boolean looksLikeNir(String value) {
        return NIR.matcher(Digits.plain(value)).matches();
    }

    static boolean isNir(String value) {
        Matcher m = NIR.matcher(Digits.plain(value));
        if (!m.matches()) {
            return false;
        }
        long number = Long.parseLong(m.group(1).replace("2A", "19").replace("2B", "18"));
        return 97 - number % 97 == Long.parseLong(m.group(2));
    }

    static boolean looksLikeNif(String value) {
        return ES.matcher(Digits.plain(value)).matches();
    }

    static boolean isNif(String value) {
        String v = Digits.plain(value);
        if (!ES.matcher(v).matches()) {
            return false;
        }
        int first = "XYZ".indexOf(v.charAt(0));
        String digits = first < 0 ? v.substring(0, 8) : first + v.substring(1, 8);
        return ES_LETTERS.charAt(Integer.parseInt(digits) % 23) == v.charAt(8);
    }

    static boolean looksLikeCodiceFiscale(String value) {
        return CODICE.matcher(Digits.plain(value)).matches();
    }

    static boolean isCodiceFiscale(String value) {
        String v = Digits.plain(value);
        if (!CODICE.matcher(v).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = v.charAt(i);
            int index = Character.isDigit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ODD[index] : index;
        }
        return 'A' + sum % 26 == v.charAt(15);
    }

    static boolean isPesel(String value) {
        String d = Digits.of(value, 11);
        if (d.isEmpty()) {
            return false;
        }
        int month = Digits.number(d, 2, 4);
        int century = new int[] {1900, 2000, 2100, 2200, 1800}[Math.min(4, month / 20)];
        int sum = 0;
        int[] weights = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};
        for (int i = 0; i < 10; i++) {
            sum += Digits.at(d, i) * weights[i] % 10;
        }
        return isDay(century + Digits.number(d, 0, 2), month % 20, Digits.number(d, 4, 6))
                && (10 - sum % 10) % 10 == Digits.at(d, 10);
    }

    static boolean looksLikePersonnummer(String value) {
        return SE.matcher(value).matches();
    }

    static boolean isPersonnummer(String value) {
        Matcher m = SE.matcher(value);
        if (!m.matches()) {
            return false;
        }
        String date = m.group(1).substring(m.group(1).length() - 6);
        int day = Digits.number(date, 4, 6);
        return isDay(2000 + Digits.number(date, 0, 2), Digits.number(date, 2, 4), day % 60)
                && (day < 32 || day > 60)
                && Digits.luhn(date + m.group(2));
    }

    static boolean isAhv(String value) {
        String d = Digits.of(value, 13);
        return d.startsWith("756") && EAN13CheckDigit.EAN13_CHECK_DIGIT.isValid(d);
    }

    static boolean isBelgian(String value) {
        String d = Digits.of(value, 11);
        if (d.isEmpty() || Digits.number(d, 2, 4) % 20 > 12 || Digits.number(d, 4, 6) > 31) {
            return false;
        }
        long number = Long.parseLong(d.substring(0, 9));
        int check = Digits.number(d, 9, 11);
        return 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
    }

    private static boolean isDay(int year, int month, int day) {
        if (month < 1 || day < 1) {
            return false;
        }
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
