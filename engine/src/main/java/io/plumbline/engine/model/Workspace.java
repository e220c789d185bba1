package io.plumbline.engine.model;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that a workspace's files say, by name.
///
/// @param root the folder that holds `workspace.yaml`, absolute
public record Workspace(
        Path root,
        String name,
        @Nullable String description,
        Map<String, Connection> connections,
        Map<String, Dataset> datasets,
        Map<String, Pipeline> pipelines) {

    /// Copies the maps.
    public Workspace {
        connections = Map.copyOf(connections);
        datasets = Map.copyOf(datasets);
        pipelines = Map.copyOf(pipelines);
    }
}
