package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.Place;

/// A word, name, value or sign of a script.
///
/// @param text as written, quotes included
/// @param start the offset of its first character in the script
/// @param end the offset behind its last character
record Token(Kind kind, String text, int start, int end, int line, int column) {
    enum Kind {
        WORD,
        QUOTED,
        TEXT,
        NUMBER,
        SIGN
    }

    /// Returns whether it is one of the words, or the sign.
    boolean is(String... words) {
        if (kind != Kind.WORD && kind != Kind.SIGN) {
            return false;
        }
        for (String word : words) {
            if (text.equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    Place place() {
        return Place.inText(line, column);
    }
}
