package io.plumbline.compliance.detect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.EmailValidator;
import org.apache.commons.validator.routines.InetAddressValidator;

/// How people and their devices are reached.
final class Contacts {
    /// Whose national numbers are known without a country's prefix.
    static final List<String> REGIONS =
            List.of(
                    "US", "GB", "DE", "FR", "ES", "IT", "CH", "AT", "NL", "BE", "PL", "SE", "IN",
                    "BR", "AU");

    private static final Pattern PHONE =
            Pattern.compile(
                    "(?:\\+|00)?[(]?[0-9][0-9 ()./\\-\u00A0]{5,22}(?: ?(?:x|ext\\.?) ?[0-9]{1,6})?");
    private static final Pattern AT = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{3,190}");
    private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final Pattern MAC =
            Pattern.compile(
                    "(?:[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\\1){4}[0-9A-Fa-f]{2})|(?:[0-9A-Fa-f]{4}\\.){2}[0-9A-Fa-f]{4}");
    private static final Pattern LAT_LON =
            Pattern.compile("-?[0-9]{1,2}\\.[0-9]{2,10}[,; ] ?-?[0-9]{1,3}\\.[0-9]{2,10}");
    private static final Pattern DEGREES = Pattern.compile("-?[0-9]{1,3}(?:\\.[0-9]{1,15})?");
    private static final Pattern LINK = Pattern.compile("(?i)(?:https?://|www\\.)[^\\s]{3,300}");

    private Contacts() {}

    static boolean looksLikeEmail(String value) {
        return AT.matcher(value).matches();
    }

    static boolean isEmail(String value) {
        return looksLikeEmail(value) && EmailValidator.getInstance(true, true).isValid(value);
    }

    static boolean looksLikePhone(String value) {
        return value.length() <= 32 && PHONE.matcher(value).matches() && digits(value) <= 15;
    }

    private static int digits(String value) {
        return (int) value.chars().filter(Character::isDigit).count();
    }

    /// Whether the numbering plan of its country, or of one of those known, has such a number.
    static boolean isPhone(String value) {
        if (!looksLikePhone(value) || digits(value) < 7) {
            return false;
        }
        if (isInternational(value)) {
            return isValid(value.startsWith("00") ? "+" + value.substring(2) : value, "ZZ");
        }
        return REGIONS.stream().anyMatch(region -> isValid(value, region));
    }

    static boolean isInternational(String value) {
        return value.startsWith("+") || value.startsWith("00");
    }

    private static boolean isValid(String value, String region) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        try {
            return plans.isValidNumber(plans.parse(value, region));
        } catch (NumberParseException _) {
            return false;
        }
    }

    /// How telling the way is in which a column writes numbers.
    static double phoneBits(ColumnValues column) {
        if (column.share(v -> v.startsWith("+")) >= 0.6) {
            return ValueTest.DECIDES;
        } else if (column.share(v -> v.startsWith("(") && v.indexOf(')') > 0) >= 0.6) {
            return 9;
        }
        return column.share(v -> Digits.of(v).length() == v.length()) >= 0.5 ? 1 : 4;
    }

    static boolean looksLikeIp(String value) {
        return V4.matcher(value).matches() || value.indexOf(':') > 0;
    }

    static boolean isIp(String value) {
        return value.length() <= 45 && InetAddressValidator.getInstance().isValid(value);
    }

    /// Versions have four parts too, but small ones: of addresses hardly any has only parts below
    /// 100.
    static double ipBits(ColumnValues column) {
        return column.share(v -> v.indexOf(':') >= 0 || hasLargePart(v)) >= 0.7
                ? ValueTest.DECIDES
                : 3;
    }

    private static boolean hasLargePart(String value) {
        int run = 0;
        for (int i = 0; i < value.length(); i++) {
            run = Character.isDigit(value.charAt(i)) ? run + 1 : 0;
            if (run == 3) {
                return true;
            }
        }
        return false;
    }

    static boolean isMac(String value) {
        return MAC.matcher(value).matches();
    }

    static boolean isLink(String value) {
        return LINK.matcher(value).matches();
    }

    static boolean isLatLon(String value) {
        return LAT_LON.matcher(value).matches();
    }

    static boolean looksLikeDegrees(String value) {
        return isLatLon(value)
                || DEGREES.matcher(value).matches() && Math.abs(Double.parseDouble(value)) <= 180;
    }
}
