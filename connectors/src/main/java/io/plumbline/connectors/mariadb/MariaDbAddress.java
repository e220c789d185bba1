package io.plumbline.connectors.mariadb;

import io.plumbline.connectors.support.ConnectionSettings;
import io.plumbline.connectors.support.UrlGuard;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a MariaDB server is and how to speak to it. The driver gets a URL that is built from this,
/// never one that a user wrote.
///
/// @param timeout seconds
record MariaDbAddress(
        String host, int port, String database, String user, String sslMode, int timeout) {
    private static final Pattern LOCATION =
            Pattern.compile("//(\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::([0-9]{1,5}))?(?:/([^/]*))?/?");
    private static final Pattern HOST = Pattern.compile("\\[?[0-9a-fA-F:.]+]?|[\\w.-]+");

    /// What can stand in the driver's URL without an escape of its own.
    private static final Pattern DATABASE = Pattern.compile("[\\w$.-]+");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final Set<String> SSL_MODES =
            Set.of("disable", "trust", "verify-ca", "verify-full");

    /// What the statements written for MariaDB count on: names in double quotes, backslashes that
    /// are plain signs, times at UTC, texts as Unicode.
    private static final String SESSION =
            "sql_mode='ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES,"
                    + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',time_zone='+00:00'";

    static MariaDbAddress of(ConnectionSettings settings) {
        Optional<String> url = settings.text("url");
        if (url.isPresent()) {
            if (settings.text("host").isPresent() || settings.text("database").isPresent()) {
                throw settings.wrong("url", "given without host, port and database");
            }
            return ofUrl(settings, UrlGuard.check("mariadb", url.orElseThrow()));
        }
        String host =
                settings.text("host")
                        .orElseThrow(
                                () -> settings.missing("host", "Give url, or host and database"));
        if (!HOST.matcher(host).matches()) {
            throw settings.wrong("host", "the name or address of one server");
        }
        String database =
                settings.text("database")
                        .orElseThrow(() -> settings.missing("database", "Name the database"));
        return make(settings, host, settings.number("port", 3306, 1, 65_535), database, Map.of());
    }

    private static MariaDbAddress ofUrl(ConnectionSettings settings, UrlGuard.Address url) {
        Matcher location = LOCATION.matcher(url.location());
        if (!location.matches() || location.group(3) == null) {
            throw settings.wrong("url", "jdbc:mariadb://host:port/database");
        }
        int port = location.group(2) == null ? 3306 : Integer.parseInt(location.group(2));
        if (port < 1 || port > 65_535) {
            throw settings.wrong("url", "one with a port from 1 to 65535");
        }
        return make(settings, location.group(1), port, location.group(3), url.parameters());
    }

    private static MariaDbAddress make(
            ConnectionSettings settings,
            String host,
            int port,
            String database,
            Map<String, String> url) {
        if (!DATABASE.matcher(database).matches()) {
            throw settings.wrong("database", "letters, digits, _, $, . and -");
        }
        String user =
                settings.text("user")
                        .or(() -> Optional.ofNullable(url.get("user")))
                        .orElseThrow(() -> settings.missing("user", "Say who connects"));
        String ssl =
                settings.text("sslmode")
                        .or(() -> Optional.ofNullable(url.get("sslMode")))
                        .orElse(LOOPBACK.contains(host) ? "disable" : "verify-full");
        if (!SSL_MODES.contains(ssl)) {
            throw settings.wrong("sslmode", "disable, trust, verify-ca or verify-full");
        }
        return new MariaDbAddress(
                host, port, database, user, ssl, settings.number("timeout", 10, 1, 600));
    }

    String url() {
        String bare = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "jdbc:mariadb://" + bare + ":" + port + "/" + database;
    }

    /// Returns the driver's properties but for the password.
    Properties properties() {
        Properties out = new Properties();
        out.setProperty("user", user);
        out.setProperty("sslMode", sslMode);
        out.setProperty("connectTimeout", String.valueOf(1_000 * timeout));
        out.setProperty("socketTimeout", String.valueOf(1_000 * timeout));
        out.setProperty("sessionVariables", SESSION);
        // instants do not move by the time zone of this machine
        out.setProperty("connectionTimeZone", "UTC");
        out.setProperty("preserveInstants", "true");
        out.setProperty("connectionAttributes", "program_name:Plumbline");
        // no file of this machine is sent because a server asks for it
        out.setProperty("allowLocalInfile", "false");
        out.setProperty("allowMultiQueries", "false");
        // a truth value is what a statement says, not a column of one digit
        out.setProperty("tinyInt1isBit", "false");
        return out;
    }
}
