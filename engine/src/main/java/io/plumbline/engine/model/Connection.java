package io.plumbline.engine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A connection to an outside system as designed.
///
/// @param name the file's base name
/// @param kind the connector's name, such as `postgres`
/// @param region where the system stands, such as `eu`; null when unknown
/// @param settings what the connector declares, such as `url`; a secret is a reference such as
///   `env:NAME`
public record Connection(
        String name,
        String kind,
        @Nullable String region,
        @Nullable String legalEntity,
        @Nullable String owner,
        @Nullable String environment,
        Map<String, String> settings) {

    /// Copies the settings and keeps their order.
    public Connection {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
