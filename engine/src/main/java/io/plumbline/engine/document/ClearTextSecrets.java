package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.model.SecretScheme;
import java.util.Locale;
import java.util.regex.Pattern;

/// Finds secrets that stand in a connection file in clear text. Never repeats what it finds.
final class ClearTextSecrets {
    private static final Pattern SECRET_KEY =
            Pattern.compile(
                    "(^|_)pass(es)?$|passwor[dt]|passwd|passphrase|passcode|pwd|secret|token"
                            + "|api_?key|credential|private_?key|access_?key|account_?key"
                            + "|shared_?key|(^|_)sas$|signature$|jaas");

    /// Keys that only look like secrets: they say where one is or how long it lasts.
    private static final Pattern HARMLESS_KEY =
            Pattern.compile(".*(url|uri|endpoint|type|ttl|lifetime|expiry|file|path|header)");

    private static final Pattern REFERENCE =
            Pattern.compile("(env:[A-Za-z_][A-Za-z0-9_]*|file:.+|keychain:.+)");

    private static final Pattern USER_INFO = Pattern.compile("//[^/@?#\\s]*:[^/@?#]+@.*");

    private static final Pattern ORACLE_USER = Pattern.compile("jdbc:oracle:[^/]*:[^/]+/[^@]+@.*");

    private static final Pattern PARAMETER =
            Pattern.compile(
                    "(?:^|[?&;,\\s])([\\w.%-]+)\\s*=\\s*([^&;,\\s]+)",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private ClearTextSecrets() {}

    /// Tells every secret among the settings.
    static void check(Element.Mapping root, FileProblems problems) {
        root.entries().forEach((key, entry) -> check(key, entry.value(), problems, entry.key()));
    }

    private static void check(String key, Element value, FileProblems problems, Spot spot) {
        switch (value) {
            case Element.Scalar scalar -> {
                if (!Element.isEmpty(scalar) && isSecret(key, scalar.text().trim())) {
                    tell(key, scalar.text().trim(), problems, spot);
                }
            }
            case Element.Sequence sequence ->
                    sequence.items().forEach(i -> check(key, i, problems, i.spot()));
            case Element.Mapping mapping ->
                    mapping.entries()
                            .forEach((inner, entry) -> {
                                boolean secretive = looksSecret(key) && !looksSecret(inner);
                                String name = secretive ? key : inner;
                                check(name, entry.value(), problems, entry.key());
                            });
        }
    }

    private static boolean isSecret(String key, String value) {
        if (value.isEmpty() || REFERENCE.matcher(value).matches()) {
            return false;
        }
        return looksSecret(key)
                || USER_INFO.matcher(value).find()
                || ORACLE_USER.matcher(value).find()
                || value.contains("-----BEGIN") && value.contains("PRIVATE KEY")
                || parameterHoldsSecret(value);
    }

    private static boolean parameterHoldsSecret(String value) {
        return PARAMETER
                .matcher(value)
                .results()
                .anyMatch(m -> looksSecret(m.group(1)) && !REFERENCE.matcher(m.group(2)).matches());
    }

    /// Returns whether a key's name is that of a secret.
    static boolean looksSecret(String key) {
        String plain =
                key.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[-. ]", "_");
        return SECRET_KEY.matcher(plain).find() && !HARMLESS_KEY.matcher(plain).matches();
    }

    private static void tell(String key, String value, FileProblems problems, Spot spot) {
        problems.error(
                ErrorCode.SECRET_IN_CLEAR_TEXT,
                "Secret in clear text: '" + YamlReader.shown(key) + "' (must be a reference)",
                spot,
                SecretScheme.remedy(value)
                        + ", take the secret out of the file and its history, and change it");
    }
}
