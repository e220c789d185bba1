package io.plumbline.connectors.support;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.SecretScheme;
import java.util.regex.Pattern;

/// Tells references to secrets from secrets.
final class SecretReference {
    private static final Pattern FORM = Pattern.compile("(env|file|keychain):\\S.*");

    private static final String KEYCHAIN = "keychain:";

    private SecretReference() {}

    /// Refuses what is no reference, without repeating it.
    static void check(String setting, String value) {
        if (!FORM.matcher(value).matches()) {
            throw new PlumblineException(
                    Problem.error(
                            ErrorCode.SECRET_IN_CLEAR_TEXT,
                            "Cannot use setting '" + setting + "': it holds a secret in clear text",
                            Place.NOWHERE.of(setting),
                            SecretScheme.remedy(value)
                                    + ", and change the secret wherever this file has been"));
        }
        if (value.startsWith(KEYCHAIN)) {
            checkName(setting, value.substring(KEYCHAIN.length()));
        }
    }

    private static void checkName(String setting, String name) {
        try {
            SecretScheme.checkName(name);
        } catch (PlumblineException e) {
            Problem problem = e.problem();
            throw new PlumblineException(
                    Problem.error(
                            ErrorCode.CONNECTION_INVALID,
                            problem.message(),
                            Place.NOWHERE.of(setting),
                            problem.remedy()));
        }
    }
}
