package io.plumbline.connectors.files;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// What a value looks like, judged by its bytes alone.
enum ValueShape {
    BOOLEAN,
    /// A whole number that fits in 32 bits.
    WHOLE,
    /// A whole number that fits in 64 bits.
    WIDE,
    /// A whole number of at most 38 digits.
    HUGE,
    NUMBER,
    DAY,
    CLOCK,
    MOMENT,
    INSTANT,
    TEXT;

    private static final int MOST_DIGITS = 38;
    private static final int MOMENT_LENGTH = 19;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /// Returns the shape of the bytes in a range, which is not empty.
    static ValueShape of(byte[] b, int from, int to) {
        byte c = b[from];
        if (c == '-' || c == '.' || isDigit(c)) {
            ValueShape number = number(b, from, to);
            return number == TEXT ? time(b, from, to) : number;
        }
        return equals(b, from, to, "true") || equals(b, from, to, "false") ? BOOLEAN : TEXT;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean equals(byte[] b, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((b[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int digits(byte[] b, int from, int to) {
        int i = from;
        while (i < to && isDigit(b[i])) {
            i++;
        }
        return i;
    }

    private static ValueShape number(byte[] b, int from, int to) {
        int start = b[from] == '-' ? from + 1 : from;
        int i = digits(b, start, to);
        int whole = i - start;
        if (whole > 1 && b[start] == '0') {
            return TEXT;
        }
        if (i == to) {
            return whole == 0 ? TEXT : size(b, from, to, whole);
        }
        int fraction = 0;
        int exponent = 0;
        if (b[i] == '.') {
            int behind = digits(b, i + 1, to);
            fraction = behind - i - 1;
            i = behind;
        }
        if (whole + fraction == 0) {
            return TEXT;
        }
        if (i < to && (b[i] == 'e' || b[i] == 'E')) {
            int sign = i + 1 < to && (b[i + 1] == '-' || b[i + 1] == '+') ? 2 : 1;
            int behind = digits(b, i + sign, to);
            exponent = behind - i - sign;
            i = exponent >= 1 && exponent <= 3 ? behind : i;
        }
        if (i != to) {
            return TEXT;
        }
        boolean surelyFinite = exponent < 3 && to - from < 200;
        return surelyFinite || Double.isFinite(Double.parseDouble(text(b, from, to)))
                ? NUMBER
                : TEXT;
    }

    private static ValueShape size(byte[] b, int from, int to, int digits) {
        if (digits <= 9) {
            return WHOLE;
        }
        if (digits > MOST_DIGITS) {
            return TEXT;
        }
        int bits = new BigInteger(text(b, from, to)).bitLength();
        return bits <= 31 ? WHOLE : bits <= 63 ? WIDE : HUGE;
    }

    private static String text(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.US_ASCII);
    }

    /// Returns the number that two digits make, -1 when they are none.
    private static int two(byte[] b, int at) {
        return isDigit(b[at]) && isDigit(b[at + 1]) ? (b[at] - '0') * 10 + b[at + 1] - '0' : -1;
    }

    private static ValueShape time(byte[] b, int from, int to) {
        int length = to - from;
        if (length >= 8 && clock(b, from, to) == to) {
            return CLOCK;
        }
        if (length < 10 || !isDay(b, from)) {
            return TEXT;
        }
        if (length == 10) {
            return DAY;
        }
        byte between = b[from + 10];
        if ((between != ' ' && between != 'T') || length < MOMENT_LENGTH) {
            return TEXT;
        }
        int i = clock(b, from + 11, to);
        return i < 0 ? TEXT : i == to ? MOMENT : isOffset(b, i, to) ? INSTANT : TEXT;
    }

    private static boolean isDay(byte[] b, int at) {
        int century = two(b, at);
        int rest = two(b, at + 2);
        int month = two(b, at + 5);
        int day = two(b, at + 8);
        boolean form = b[at + 4] == '-' && b[at + 7] == '-' && century >= 0 && rest >= 0;
        int year = century * 100 + rest;
        if (!form || year == 0 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day <= DAYS[month - 1] + (month == 2 && leap ? 1 : 0);
    }

    /// Returns the place behind `10:00:00` or `10:00:00.123456`, -1 when there is no time of day.
    private static int clock(byte[] b, int at, int to) {
        if (to - at < 8 || b[at + 2] != ':' || b[at + 5] != ':') {
            return -1;
        }
        int hour = two(b, at);
        int minute = two(b, at + 3);
        int second = two(b, at + 6);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return -1;
        }
        int i = at + 8;
        if (i < to && b[i] == '.') {
            int behind = digits(b, i + 1, to);
            int fraction = behind - i - 1;
            return fraction >= 1 && fraction <= 6 ? behind : -1;
        }
        return i;
    }

    private static boolean isOffset(byte[] b, int at, int to) {
        if (b[at] == 'Z') {
            return at + 1 == to;
        }
        if ((b[at] != '+' && b[at] != '-') || to - at < 3 || two(b, at + 1) < 0) {
            return false;
        }
        int i = at + 3 < to && b[at + 3] == ':' ? at + 4 : at + 3;
        return i == to ? i == at + 3 : to - i == 2 && two(b, i) >= 0;
    }
}
