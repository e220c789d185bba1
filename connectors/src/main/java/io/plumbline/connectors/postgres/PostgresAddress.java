package io.plumbline.connectors.postgres;

import io.plumbline.connectors.support.ConnectionSettings;
import io.plumbline.connectors.support.UrlGuard;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a PostgreSQL server is and how to speak to it. The driver gets a URL that is built from
/// this, never one that a user wrote.
///
/// @param schema the schema that the URL names, if any
/// @param rootCertificate a PEM file; null for those that the JDK trusts
/// @param timeout seconds
record PostgresAddress(
        String host,
        int port,
        String database,
        String user,
        @Nullable String schema,
        String sslMode,
        @Nullable Path rootCertificate,
        int timeout) {
    private static final Pattern LOCATION =
            Pattern.compile("//(\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::([0-9]{1,5}))?(?:/([^/?]*))?/?");
    private static final Pattern HOST = Pattern.compile("\\[?[0-9a-fA-F:.]+]?|[\\w.-]+");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    static PostgresAddress of(ConnectionSettings settings, Path root) {
        Optional<String> url = settings.text("url");
        if (url.isPresent()) {
            if (settings.text("host").isPresent() || settings.text("database").isPresent()) {
                throw settings.wrong("url", "given without host, port and database");
            }
            return ofUrl(settings, UrlGuard.check("postgres", url.orElseThrow()), root);
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
        return make(
                settings, host, settings.number("port", 5432, 1, 65_535), database, Map.of(), root);
    }

    private static PostgresAddress ofUrl(
            ConnectionSettings settings, UrlGuard.Address url, Path root) {
        Matcher location = LOCATION.matcher(url.location());
        if (!location.matches()) {
            throw settings.wrong("url", "jdbc:postgresql://host:port/database");
        }
        int port = location.group(2) == null ? 5432 : Integer.parseInt(location.group(2));
        if (port < 1 || port > 65_535) {
            throw settings.wrong("url", "one with a port from 1 to 65535");
        }
        String database = location.group(3);
        if (database == null || database.isEmpty()) {
            throw settings.wrong("url", "one that names the database");
        }
        return make(settings, location.group(1), port, database, url.parameters(), root);
    }

    private static PostgresAddress make(
            ConnectionSettings settings,
            String host,
            int port,
            String database,
            Map<String, String> url,
            Path root) {
        String user =
                settings.text("user")
                        .or(() -> Optional.ofNullable(url.get("user")))
                        .orElseThrow(() -> settings.missing("user", "Say who connects"));
        String ssl =
                settings.text("sslmode")
                        .or(() -> Optional.ofNullable(url.get("sslmode")))
                        .orElse(LOOPBACK.contains(host) ? "prefer" : "verify-full");
        if (!SSL_MODES.contains(ssl)) {
            throw settings.wrong("sslmode", "disable, prefer, require, verify-ca or verify-full");
        }
        Path certificate =
                settings.text("sslrootcert")
                        .or(() -> Optional.ofNullable(url.get("sslrootcert")))
                        .map(root::resolve)
                        .orElse(null);
        return new PostgresAddress(
                host,
                port,
                database,
                user,
                url.get("currentSchema"),
                ssl,
                certificate,
                settings.number("timeout", 10, 1, 600));
    }

    String url() {
        String bare = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "jdbc:postgresql://"
                + bare
                + ":"
                + port
                + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Returns the driver's properties but for the password.
    Properties properties() {
        Properties out = new Properties();
        out.setProperty("user", user);
        out.setProperty("ApplicationName", "Plumbline");
        out.setProperty("sslmode", sslMode);
        if (sslMode.startsWith("verify")) {
            if (rootCertificate == null) {
                out.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            } else {
                out.setProperty("sslrootcert", rootCertificate.toString());
            }
        }
        out.setProperty("gssEncMode", "disable");
        out.setProperty("connectTimeout", String.valueOf(timeout));
        out.setProperty("socketTimeout", String.valueOf(timeout));
        out.setProperty("loginTimeout", String.valueOf(2 * timeout));
        out.setProperty("tcpKeepAlive", "true");
        out.setProperty("readOnlyMode", "always");
        // details quote values
        out.setProperty("logServerErrorDetail", "false");
        return out;
    }
}
