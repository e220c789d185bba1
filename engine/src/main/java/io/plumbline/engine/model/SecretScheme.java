package io.plumbline.engine.model;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms of a reference to a secret: `env:NAME`, `file:PATH`, `keychain:NAME`.
public final class SecretScheme {
    private static final Map<String, String> FORMS =
            Map.of("env", "env:NAME", "file", "file:PATH", "keychain", "keychain:NAME");

    /// Words that others use for the same.
    private static final Map<String, String> OTHERS =
            Map.of(
                    "environment", "env",
                    "keyring", "keychain",
                    "keystore", "keychain",
                    "path", "file",
                    "wallet", "keychain");

    private static final Pattern BEGINNING = Pattern.compile("([A-Za-z]{2,12}):.+", Pattern.DOTALL);

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.@/-]{0,99}");

    private SecretScheme() {}

    /// Refuses a name that no entry of a keychain has, without repeating it: it may be a value that
    /// was given in the wrong place.
    ///
    /// @throws PlumblineException with ARGUMENT_INVALID
    public static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Invalid name of a keychain's entry (must be at most 100 letters, digits and"
                            + " the signs _ . @ / -, the first a letter, a digit or _)",
                    "Choose a name such as crm/password and refer to it as"
                            + " keychain:crm/password");
        }
    }

    /// Returns how to refer to a secret. When the value looks like a reference whose first word is
    /// misspelt, that word is named; nothing of the value is repeated.
    public static String remedy(String value) {
        String all = "Write env:NAME, file:PATH or keychain:NAME";
        return meant(value).map(form -> "Did you mean " + form + "? " + all).orElse(all);
    }

    private static Optional<String> meant(String value) {
        Matcher beginning = BEGINNING.matcher(value);
        if (!beginning.matches()) {
            return Optional.empty();
        }
        String word = beginning.group(1).toLowerCase(Locale.ROOT);
        String known = OTHERS.get(word);
        return (known == null
                        ? Suggestion.nearest(word, List.of("env", "file", "keychain"))
                        : Optional.of(known))
                .map(FORMS::get);
    }
}
