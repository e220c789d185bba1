package io.plumbline.connectors.support;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a database server is: by the settings `host`, `port` and `database`, or by `url`.
///
/// @param parameters those of the URL that passed [UrlGuard]; empty without one
public record ServerAddress(
        String host, int port, String database, Map<String, String> parameters) {
    private static final Pattern LOCATION =
            Pattern.compile("//(\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::([0-9]{1,5}))?(?:/([^/?]*))?/?");
    private static final Pattern HOST = Pattern.compile("\\[?[0-9a-fA-F:.]+]?|[\\w.-]+");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    /// Reads the settings of a connection.
    ///
    /// @param kind the connector's kind, whose URLs [UrlGuard] knows
    /// @param scheme what the URLs begin with, such as `jdbc:postgresql`
    /// @param usual the port where none is given
    /// @throws io.plumbline.engine.error.PlumblineException with CONNECTION_INVALID naming the
    ///   setting
    public static ServerAddress of(
            ConnectionSettings settings, String kind, String scheme, int usual) {
        Optional<String> url = settings.text("url");
        if (url.isPresent()) {
            if (settings.text("host").isPresent() || settings.text("database").isPresent()) {
                throw settings.wrong("url", "given without host, port and database");
            }
            return ofUrl(settings, UrlGuard.check(kind, url.orElseThrow()), scheme, usual);
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
        return new ServerAddress(
                host, settings.number("port", usual, 1, 65_535), database, Map.of());
    }

    private static ServerAddress ofUrl(
            ConnectionSettings settings, UrlGuard.Address url, String scheme, int usual) {
        Matcher location = LOCATION.matcher(url.location());
        if (!location.matches()) {
            throw settings.wrong("url", scheme + "://host:port/database");
        }
        int port = location.group(2) == null ? usual : Integer.parseInt(location.group(2));
        if (port < 1 || port > 65_535) {
            throw settings.wrong("url", "one with a port from 1 to 65535");
        }
        String database = location.group(3);
        if (database == null || database.isEmpty()) {
            throw settings.wrong("url", "one that names the database");
        }
        return new ServerAddress(location.group(1), port, database, url.parameters());
    }

    /// Returns who connects.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException with CONNECTION_INVALID when nobody is
    ///   named
    public String user(ConnectionSettings settings) {
        return parameter(settings, "user", "user")
                .orElseThrow(() -> settings.missing("user", "Say who connects"));
    }

    /// Returns a setting, or else what the URL says by its own name for it.
    public Optional<String> parameter(ConnectionSettings settings, String name, String inUrl) {
        return settings.text(name).or(() -> Optional.ofNullable(parameters.get(inUrl)));
    }

    /// Returns whether the server is on this machine.
    public boolean isLocal() {
        return LOOPBACK.contains(host);
    }

    /// Returns `host:port` as a URL has it.
    public String authority() {
        boolean bare = host.contains(":") && !host.startsWith("[");
        return (bare ? "[" + host + "]" : host) + ":" + port;
    }
}
