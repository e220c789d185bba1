package io.plumbline.compliance.detect;

import java.util.regex.Pattern;
import org.apache.commons.validator.routines.IBANValidator;
import org.apache.commons.validator.routines.checkdigit.CUSIPCheckDigit;
import org.apache.commons.validator.routines.checkdigit.EAN13CheckDigit;
import org.apache.commons.validator.routines.checkdigit.ISBN10CheckDigit;
import org.apache.commons.validator.routines.checkdigit.ISINCheckDigit;
import org.apache.commons.validator.routines.checkdigit.VerhoeffCheckDigit;

/// Numbers of banks, devices, vehicles and goods, and those of India.
final class OtherNumbers {
    private static final Pattern CARD =
            Pattern.compile("[0-9]{12,19}|[0-9]{4}(?:[ -][0-9]{3,6}){2,4}");
    private static final Pattern IBAN_SHAPE = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final Pattern VIN = Pattern.compile("[A-HJ-NPR-Z0-9]{17}");
    private static final String VIN_VALUES = "12345678.12345.7.923456789";
    private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

    private OtherNumbers() {}

    static boolean looksLikeCard(String value) {
        return CARD.matcher(value).matches();
    }

    static boolean isCard(String value) {
        if (!CARD.matcher(value).matches()) {
            return false;
        }
        String d = Digits.plain(value);
        return isIssued(d) && Digits.luhn(d) && !Digits.same(d);
    }

    /// Whether a network gives out numbers of this beginning and length.
    private static boolean isIssued(String d) {
        int length = d.length();
        if (length < 12) {
            return false;
        }
        int two = Digits.number(d, 0, 2);
        int three = Digits.number(d, 0, 3);
        int four = Digits.number(d, 0, 4);
        if (d.startsWith("4")) {
            return length == 13 || length == 16 || length == 19;
        } else if (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) {
            return length == 16;
        } else if (two == 34 || two == 37) {
            return length == 15;
        } else if (four == 6011 || two == 65 || three >= 644 && three <= 649) {
            return length >= 16;
        } else if (two == 36 || two == 38 || two == 39 || three >= 300 && three <= 305) {
            return length == 14 || length == 16;
        } else if (four >= 3528 && four <= 3589) {
            return length == 16;
        } else if (two == 62) {
            return length >= 16;
        }
        return (four == 5018 || four == 5020 || four == 5038 || four == 6304 || four == 6759)
                && length >= 12;
    }

    static boolean looksLikeIban(String value) {
        return IBAN_SHAPE.matcher(Digits.plain(value)).matches();
    }

    static boolean isIban(String value) {
        return IBANValidator.getInstance().isValid(Digits.plain(value));
    }

    static boolean isImei(String value) {
        String d = Digits.of(value, 15);
        return !d.isEmpty()
                && (d.startsWith("35")
                        || d.startsWith("86")
                        || d.startsWith("01")
                        || d.startsWith("99"))
                && Digits.luhn(d);
    }

    static boolean looksLikeVin(String value) {
        return VIN.matcher(value).matches() && value.chars().anyMatch(Character::isLetter);
    }

    static boolean isVin(String value) {
        if (!looksLikeVin(value)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            char c = value.charAt(i);
            int worth = Character.isDigit(c) ? c - '0' : VIN_VALUES.charAt(c - 'A') - '0';
            sum += worth * VIN_WEIGHTS[i];
        }
        char check = value.charAt(8);
        return sum % 11 == (check == 'X' ? 10 : Character.isDigit(check) ? check - '0' : -1);
    }

    static boolean isAadhaar(String value) {
        String d = Digits.of(value, 12);
        return !d.isEmpty()
                && d.charAt(0) > '1'
                && VerhoeffCheckDigit.VERHOEFF_CHECK_DIGIT.isValid(d);
    }

    static boolean isEan(String value) {
        String d = value.matches("[0-9]{12,13}") ? value : "";
        return !d.isEmpty()
                && EAN13CheckDigit.EAN13_CHECK_DIGIT.isValid(d.length() == 12 ? "0" + d : d);
    }

    static boolean isIsbn(String value) {
        String v = Digits.plain(value);
        return v.matches("[0-9]{9}[0-9X]")
                ? ISBN10CheckDigit.ISBN10_CHECK_DIGIT.isValid(v)
                : v.matches("97[89][0-9]{10}") && EAN13CheckDigit.EAN13_CHECK_DIGIT.isValid(v);
    }

    static boolean isIsin(String value) {
        return value.matches("[A-Z]{2}[A-Z0-9]{9}[0-9]")
                && ISINCheckDigit.ISIN_CHECK_DIGIT.isValid(value);
    }

    static boolean isCusip(String value) {
        return value.matches("[0-9]{3}[A-Z0-9]{5}[0-9]")
                && CUSIPCheckDigit.CUSIP_CHECK_DIGIT.isValid(value);
    }

    static boolean isLei(String value) {
        if (!value.matches("[A-Z0-9]{18}[0-9]{2}")) {
            return false;
        }
        int rest = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = Character.digit(value.charAt(i), 36);
            rest = (rest * (digit > 9 ? 100 : 10) + digit) % 97;
        }
        return rest == 1;
    }
}
