package io.plumbline.connectors.postgres;

import io.plumbline.connectors.support.ConnectionSettings;
import io.plumbline.connectors.support.ServerAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a PostgreSQL server is and how to speak to it. The driver gets a URL that is built from
/// this, never one that a user wrote.
///
/// @param schema the schema that the URL names, if any
/// @param rootCertificate a PEM file; null for those that the JDK trusts
/// @param timeout seconds
record PostgresAddress(
        ServerAddress server,
        String user,
        @Nullable String schema,
        String sslMode,
        @Nullable Path rootCertificate,
        int timeout) {
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    static PostgresAddress of(ConnectionSettings settings, Path root) {
        ServerAddress server = ServerAddress.of(settings, "postgres", "jdbc:postgresql", 5432);
        String user = server.user(settings);
        String ssl =
                server.parameter(settings, "sslmode", "sslmode")
                        .orElse(server.isLocal() ? "prefer" : "verify-full");
        if (!SSL_MODES.contains(ssl)) {
            throw settings.wrong("sslmode", "disable, prefer, require, verify-ca or verify-full");
        }
        Path certificate =
                server.parameter(settings, "sslrootcert", "sslrootcert")
                        .map(root::resolve)
                        .orElse(null);
        return new PostgresAddress(
                server,
                user,
                server.parameters().get("currentSchema"),
                ssl,
                certificate,
                settings.number("timeout", 10, 1, 600));
    }

    String url() {
        return "jdbc:postgresql://"
                + server.authority()
                + "/"
                + URLEncoder.encode(server.database(), StandardCharsets.UTF_8).replace("+", "%20");
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
