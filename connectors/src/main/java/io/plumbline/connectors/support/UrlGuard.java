package io.plumbline.connectors.support;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lets only known parameters of connection URLs pass: drivers load classes, run scripts, read
/// files and call addresses for others.
///
/// No message repeats a URL or a value: both may hold secrets.
public final class UrlGuard {
    private static final int LONGEST_URL = 2_000;
    private static final Pattern SECRET =
            Pattern.compile(
                    "pass(word|wd|phrase|code)?$|pwd|password|secret|token|private_?key|credential"
                            + "|api_?key|jaas");

    /// Names that hold the word of a secret and say where one is asked for.
    private static final Pattern ADDRESS = Pattern.compile("(url|uri|endpoint)$");

    private static final Pattern USER_PART = Pattern.compile("//[^/?;]*@");

    /// A password may hold the signs that end a location, so all before the first `=` is looked at.
    private static final Pattern USER_WITH_PASSWORD =
            Pattern.compile("//(?:[^/?;@]*:[^/?;]*|[^@=]*:[^@=]*)@");

    private static final Pattern PLAIN_NAME = Pattern.compile("[\\w.%-]*");
    private static final Pattern REFUSED_SIGNS = Pattern.compile("[\\p{Cntrl}\\s\\\\\"'<>`#]");
    private static final Pattern REFUSED_CODES =
            Pattern.compile("(?i)%(?:3b|26|3f|3d|5c|00|0a|0d|25|40)|%(?![0-9a-f]{2})");

    private UrlGuard() {}

    /// A URL that has passed.
    ///
    /// @param location what stands between scheme and parameters, such as `//host:5432/crm`
    /// @param parameters the parameters by the names that the allow-list spells
    public record Address(String location, Map<String, String> parameters) {}

    /// Takes a URL apart.
    ///
    /// @param kind the connector that will use it, such as `postgres`
    /// @throws PlumblineException with CONNECTION_URL_REFUSED naming the parameter, or
    ///   SECRET_IN_CLEAR_TEXT
    public static Address check(String kind, String url) {
        UrlRules rules = rules(kind);
        if (url.length() > LONGEST_URL) {
            throw refused("it is longer than " + LONGEST_URL + " characters", null);
        }
        if (!url.regionMatches(true, 0, rules.prefix(), 0, rules.prefix().length())) {
            throw refused(
                    "its scheme is not that of '" + kind + "'", "Begin it with " + rules.prefix());
        }
        String rest = url.substring(rules.prefix().length());
        if (USER_WITH_PASSWORD.matcher(rest).find()) {
            throw secret("before its host");
        }
        if (USER_PART.matcher(rest).find()) {
            throw refused("it names a user", "Use the setting 'user'");
        }
        return takenApart(rules, rest);
    }

    private static Address takenApart(UrlRules rules, String rest) {
        int cut = rest.indexOf(rules.first());
        String location = cut < 0 ? rest : rest.substring(0, cut);
        Map<String, String> parameters = new LinkedHashMap<>();
        if (cut >= 0) {
            String list = rest.substring(cut + rules.first().length());
            for (String pair : list.split(Pattern.quote(rules.between()))) {
                parameter(rules, pair, parameters);
            }
        }
        if (REFUSED_SIGNS.matcher(rest).find() || REFUSED_CODES.matcher(rest).find()) {
            throw forbiddenSign();
        }
        if (!rules.location().matcher(location).matches()) {
            throw refused(
                    "it names more than one place, or one that is not allowed",
                    "Use the connector's own settings instead of a URL");
        }
        return new Address(location, Map.copyOf(parameters));
    }

    private static PlumblineException forbiddenSign() {
        return refused(
                "it holds an escaped or forbidden character",
                "Use the connector's own settings instead of a URL");
    }

    /// Checks settings that a client library takes by name, such as those of Kafka.
    ///
    /// @throws PlumblineException with CONNECTION_URL_REFUSED or SECRET_IN_CLEAR_TEXT naming the
    ///   setting
    public static void checkSettings(String kind, Map<String, String> settings) {
        UrlRules rules = rules(kind);
        settings.forEach((name, value) -> allowed(rules, name, value));
    }

    private static UrlRules rules(String kind) {
        return UrlRules.of(kind)
                .orElseThrow(() ->
                        refused(
                                "'" + shown(kind) + "' is no system that URLs are known of",
                                "Use a kind of connection that this program offers"));
    }

    private static void parameter(UrlRules rules, String pair, Map<String, String> parameters) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw forbiddenSign();
        }
        String spelt = allowed(rules, name, value);
        String plain = rules.decodes() ? decoded(value) : value;
        if (plain.contains(";")) {
            throw forbiddenSign();
        }
        if (parameters.put(spelt, plain) != null) {
            throw refused("it has the parameter '" + spelt + "' twice", "Keep one of them");
        }
    }

    private static String allowed(UrlRules rules, String name, String value) {
        String plain = decoded(name).toLowerCase(Locale.ROOT);
        boolean secretive =
                SECRET.matcher(plain.replace('.', '_')).find() && !ADDRESS.matcher(plain).find();
        if (secretive && !value.isEmpty()) {
            throw secret("as '" + shown(name) + "'");
        }
        Optional<String> spelt = rules.spelling(name);
        return spelt.orElseThrow(() ->
                refused(
                        "its parameter '" + shown(name) + "' is not allowed",
                        "Leave it out; allowed are " + String.join(", ", rules.allowed())));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("it holds a broken % code", "Write %25 for a percent sign");
        }
    }

    private static String shown(String name) {
        String plain = name.replaceAll("[^\\w.%-]", "?");
        return plain.length() > 60 ? plain.substring(0, 60) + "…" : plain;
    }

    private static PlumblineException secret(String where) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.SECRET_IN_CLEAR_TEXT,
                        "Cannot use connection URL: it holds a secret " + where,
                        Place.NOWHERE.of("url"),
                        "Write password: env:NAME or file:PATH beside it, and change the secret"
                                + " wherever this file has been"));
    }

    private static PlumblineException refused(String reason, @Nullable String remedy) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.CONNECTION_URL_REFUSED,
                        "Cannot use connection URL: " + reason,
                        Place.NOWHERE.of("url"),
                        remedy));
    }
}
