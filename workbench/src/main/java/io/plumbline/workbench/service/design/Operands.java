package io.plumbline.workbench.service.design;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the parts of an expression's text that may be operands: names, calls, groups in
/// parentheses, texts and numbers.
final class Operands {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?<text>'(?:[^']|'')*')|(?<name>(?:\"[^\"]*\"|[A-Za-z_]\\w*)(?:\\s*\\.\\s*"
                            + "(?:\"[^\"]*\"|[A-Za-z_]\\w*))*)|(?<number>\\d+(?:\\.\\d+)?)|(?<open>\\()");

    private Operands() {}

    /// A part of a text.
    record Part(int start, int end, String text, Kind kind) {
        /// Returns the last name of a qualified one, without quotes.
        String column() {
            String last = text.substring(text.lastIndexOf('.') + 1).strip();
            return last.startsWith("\"") ? last.substring(1, last.length() - 1) : last;
        }

        /// Returns the whole text with something else in this part's place.
        String replaced(String whole, String other) {
            return whole.substring(0, start) + other + whole.substring(end);
        }
    }

    /// What a part is.
    enum Kind {
        NAME,
        CALL,
        GROUP,
        LITERAL
    }

    /// Returns the parts from a place on, in order; one may hold others.
    static List<Part> of(String text, int from) {
        List<Part> parts = new ArrayList<>();
        Matcher m = TOKEN.matcher(text);
        for (int at = from; at <= text.length() && m.find(at); ) {
            at = m.end();
            if (m.group("open") != null) {
                add(parts, text, m.start(), closing(text, m.start()), Kind.GROUP);
            } else if (m.group("name") == null) {
                add(parts, text, m.start(), m.end(), Kind.LITERAL);
            } else {
                int open = m.end();
                while (open < text.length() && Character.isWhitespace(text.charAt(open))) {
                    open++;
                }
                boolean call = open < text.length() && text.charAt(open) == '(';
                int end = call ? closing(text, open) : m.end();
                add(parts, text, m.start(), end, call ? Kind.CALL : Kind.NAME);
                at = call ? open + 1 : at;
            }
        }
        return parts;
    }

    private static void add(List<Part> parts, String text, int start, int end, Kind kind) {
        if (end > start) {
            parts.add(new Part(start, end, text.substring(start, end), kind));
        }
    }

    /// Returns the place behind the parenthesis that closes one; -1 when none does.
    private static int closing(String text, int open) {
        int depth = 0;
        boolean quoted = false;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
