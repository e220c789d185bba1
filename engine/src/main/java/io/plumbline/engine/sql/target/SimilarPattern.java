package io.plumbline.engine.sql.target;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import org.jspecify.annotations.Nullable;

/// Translates patterns of SIMILAR TO.
final class SimilarPattern {
    private static final String KEPT = "|*+?(){},";

    private SimilarPattern() {}

    /// Returns the pattern as a regular expression that must match the whole text.
    static String toRe2(String pattern, @Nullable String escape) {
        StringBuilder out = new StringBuilder();
        boolean set = false;
        boolean repetition = false;
        for (int i = 0; i < pattern.length(); ) {
            int c = pattern.codePointAt(i);
            i += Character.charCount(c);
            if (escape != null && escape.codePointAt(0) == c) {
                if (i >= pattern.length()) {
                    throw invalid(pattern);
                }
                c = pattern.codePointAt(i);
                i += Character.charCount(c);
                quoted(out, c);
            } else if (set) {
                set = c != ']';
                if (c == '[' && pattern.startsWith(":", i)) {
                    int end = pattern.indexOf(":]", i);
                    if (end < 0) {
                        throw invalid(pattern);
                    }
                    out.append("[").append(pattern, i, end).append(":]");
                    i = end + 2;
                } else {
                    out.append(c == '\\' || c == '[' ? "\\" : "").appendCodePoint(c);
                }
            } else {
                set = c == '[';
                repetition = c == '{' || repetition && c != '}';
                outside(out, c, repetition);
            }
        }
        if (set) {
            throw invalid(pattern);
        }
        return "(?:" + out + ")";
    }

    private static void outside(StringBuilder out, int c, boolean repetition) {
        if (c == '%') {
            out.append(".*");
        } else if (c == '_') {
            out.append('.');
        } else if (c == '[' || KEPT.indexOf(c) >= 0 && (c != ',' || repetition)) {
            out.appendCodePoint(c);
        } else {
            quoted(out, c);
        }
    }

    private static void quoted(StringBuilder out, int c) {
        boolean plain = Character.isLetterOrDigit(c) || c > 127 || c == ' ';
        out.append(plain ? "" : "\\").appendCodePoint(c);
    }

    private static PlumblineException invalid(String pattern) {
        return PlumblineException.of(
                ErrorCode.VALUE_INVALID,
                "Invalid SIMILAR TO pattern: '" + pattern + "' (must close its brackets)",
                null);
    }
}
