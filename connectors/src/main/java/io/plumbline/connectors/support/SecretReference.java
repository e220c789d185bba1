package io.plumbline.connectors.support;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.regex.Pattern;

/// Tells references to secrets from secrets.
final class SecretReference {
    private static final Pattern FORM = Pattern.compile("(env|file|keychain):\\S.*");

    private SecretReference() {}

    /// Refuses what is no reference, without repeating it.
    static void check(String setting, String value) {
        if (!FORM.matcher(value).matches()) {
            throw new PlumblineException(
                    Problem.error(
                            ErrorCode.SECRET_IN_CLEAR_TEXT,
                            "Cannot use setting '" + setting + "': it holds a secret in clear text",
                            Place.NOWHERE.of(setting),
                            "Write env:NAME or file:PATH, and change the secret"
                                    + " wherever this file has been"));
        }
    }
}
