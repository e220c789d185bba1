package io.plumbline.connectors.support;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What may stand in the URL, or among the client settings, of one kind of system.
///
/// @param prefix the scheme
/// @param first what parts location and parameters; empty where all are parameters
/// @param between what parts parameters
/// @param location what may stand before the parameters
/// @param decodes whether the driver decodes `%41`
/// @param anyCase whether the driver reads names without regard to case
/// @param allowed the parameters, sorted
record UrlRules(
        String kind,
        String prefix,
        String first,
        String between,
        Pattern location,
        boolean decodes,
        boolean anyCase,
        List<String> allowed) {

    private static final Pattern ANYWHERE = Pattern.compile("[^@?&]*");

    /// One server and a database: no list of servers, each of which may bring parameters along.
    private static final Pattern SERVER =
            Pattern.compile("//(?:\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::[0-9]{1,5})?(?:/[^@/?;,()]*)?/?");

    /// The driver opens what a server says is the page to log in at: only the vendor's is asked.
    private static final Pattern SNOWFLAKE =
            Pattern.compile(
                    "(?i)//(?:[\\w-]+\\.)+snowflakecomputing\\.(?:com|cn)(?::443)?/?"
                            + "|//(?:localhost|127\\.0\\.0\\.1)(?::[0-9]{1,5})?/?");

    private static final List<UrlRules> ALL =
            List.of(
                    query(
                            "postgres",
                            "jdbc:postgresql:",
                            ANYWHERE,
                            "ApplicationName",
                            "connectTimeout",
                            "currentSchema",
                            "sslmode",
                            "sslrootcert",
                            "user"),
                    list("h2", "jdbc:h2:", ";", "ACCESS_MODE_DATA", "IFEXISTS", "SCHEMA", "USER"),
                    query(
                            "mysql",
                            "jdbc:mysql:",
                            SERVER,
                            "characterEncoding",
                            "connectTimeout",
                            "connectionTimeZone",
                            "sslMode",
                            "user"),
                    query("mariadb", "jdbc:mariadb:", SERVER, "connectTimeout", "sslMode", "user"),
                    list("avatica", "jdbc:avatica:remote:", "", "serialization", "url"),
                    query(
                            "snowflake",
                            "jdbc:snowflake:",
                            SNOWFLAKE,
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
                            ANYWHERE,
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

    private static UrlRules query(String kind, String prefix, Pattern location, String... allowed) {
        return new UrlRules(kind, prefix, "?", "&", location, true, false, List.of(allowed));
    }

    private static UrlRules list(String kind, String prefix, String first, String... allowed) {
        return new UrlRules(kind, prefix, first, ";", ANYWHERE, false, true, List.of(allowed));
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
