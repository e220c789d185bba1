package io.plumbline.connectors.support;

import java.util.List;
import java.util.Optional;

/// What may stand in the URL, or among the client settings, of one kind of system.
///
/// @param prefix the scheme
/// @param first what parts location and parameters
/// @param between what parts parameters
/// @param decodes whether the driver decodes `%41`
/// @param anyCase whether the driver reads names without regard to case
/// @param allowed the parameters, sorted
record UrlRules(
        String kind,
        String prefix,
        String first,
        String between,
        boolean decodes,
        boolean anyCase,
        List<String> allowed) {

    private static final List<UrlRules> ALL =
            List.of(
                    query(
                            "postgres",
                            "jdbc:postgresql:",
                            "ApplicationName",
                            "connectTimeout",
                            "currentSchema",
                            "sslmode",
                            "sslrootcert",
                            "user"),
                    list("h2", "jdbc:h2:", "ACCESS_MODE_DATA", "IFEXISTS", "SCHEMA", "USER"),
                    query(
                            "mysql",
                            "jdbc:mysql:",
                            "characterEncoding",
                            "connectTimeout",
                            "connectionTimeZone",
                            "sslMode",
                            "user"),
                    query("mariadb", "jdbc:mariadb:", "connectTimeout", "sslMode", "user"),
                    list("avatica", "jdbc:avatica:remote:", "serialization", "url"),
                    query(
                            "snowflake",
                            "jdbc:snowflake:",
                            "db",
                            "loginTimeout",
                            "role",
                            "schema",
                            "user",
                            "warehouse"),
                    new UrlRules(
                            "kafka",
                            "kafka:",
                            "?",
                            "&",
                            true,
                            false,
                            List.of(
                                    "bootstrap.servers",
                                    "client.id",
                                    "group.id",
                                    "request.timeout.ms",
                                    "sasl.mechanism",
                                    "security.protocol",
                                    "ssl.truststore.location",
                                    "ssl.truststore.type")));

    private static UrlRules query(String kind, String prefix, String... allowed) {
        return new UrlRules(kind, prefix, "?", "&", true, false, List.of(allowed));
    }

    private static UrlRules list(String kind, String prefix, String... allowed) {
        return new UrlRules(kind, prefix, ";", ";", false, true, List.of(allowed));
    }

    static Optional<UrlRules> of(String kind) {
        return ALL.stream().filter(r -> r.kind().equals(kind)).findFirst();
    }

    /// Returns the allowed parameter of that name; empty when there is none.
    Optional<String> spelling(String name) {
        return allowed.stream()
                .filter(a -> anyCase ? a.equalsIgnoreCase(name) : a.equals(name))
                .findFirst();
    }
}
