package io.plumbline.engine.model;

import org.jspecify.annotations.Nullable;

/// Where the events of runs are sent, one of both.
///
/// @param url the address that takes events in, such as `https://host/api/v1/lineage`
/// @param file a file below the workspace's folder, or elsewhere, to which events are added
/// @param apiKey reference to a secret that is sent as a bearer token; null for none
public record OpenLineageTarget(
        @Nullable String url, @Nullable String file, @Nullable String apiKey) {}
