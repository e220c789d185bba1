package io.plumbline.engine.document;

import java.util.regex.Pattern;

/// The names that files, steps and parameters may have.
final class Names {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]{0,99}");

    /// What a name must be, as a message says it.
    static final String RULE = "must be letters, digits, '_' and '-', at most 100";

    private Names() {}

    /// Returns whether it is a name.
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
