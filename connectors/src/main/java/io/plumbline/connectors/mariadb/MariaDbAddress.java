package io.plumbline.connectors.mariadb;

import io.plumbline.connectors.support.ConnectionSettings;
import io.plumbline.connectors.support.ServerAddress;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/// Where a MariaDB server is and how to speak to it. The driver gets a URL that is built from this,
/// never one that a user wrote.
///
/// @param timeout seconds
record MariaDbAddress(ServerAddress server, String user, String sslMode, int timeout) {
    /// What can stand in the driver's URL without an escape of its own.
    private static final Pattern DATABASE = Pattern.compile("[\\w$.-]+");

    private static final Set<String> SSL_MODES =
            Set.of("disable", "trust", "verify-ca", "verify-full");

    /// What the statements written for MariaDB count on: names in double quotes, backslashes that
    /// are plain signs, times at UTC, texts as Unicode.
    private static final String SESSION =
            "sql_mode='ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES,"
                    + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',time_zone='+00:00'";

    static MariaDbAddress of(ConnectionSettings settings) {
        ServerAddress server = ServerAddress.of(settings, "mariadb", "jdbc:mariadb", 3306);
        if (!DATABASE.matcher(server.database()).matches()) {
            throw settings.wrong("database", "letters, digits, _, $, . and -");
        }
        String ssl =
                server.parameter(settings, "sslmode", "sslMode")
                        .orElse(server.isLocal() ? "disable" : "verify-full");
        String user = server.user(settings);
        if (!SSL_MODES.contains(ssl)) {
            throw settings.wrong("sslmode", "disable, trust, verify-ca or verify-full");
        }
        return new MariaDbAddress(server, user, ssl, settings.number("timeout", 10, 1, 600));
    }

    String url() {
        return "jdbc:mariadb://" + server.authority() + "/" + server.database();
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
