package io.plumbline.engine.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything that a workspace's files say, by name; the maps are sorted by name.
///
/// @param root the folder that holds `workspace.yaml`, absolute
/// @param regions the regions that connections may stand in, such as `eu`
/// @param roles who holds each role: names of teams or people
/// @param packs the policy packs that are switched on
/// @param openLineage where the events of runs are sent; null for nowhere
public record Workspace(
        Path root,
        String name,
        @Nullable String description,
        List<String> regions,
        Map<String, Team> teams,
        Map<String, List<String>> roles,
        List<String> packs,
        @Nullable OpenLineageTarget openLineage,
        Map<String, Connection> connections,
        Map<String, Dataset> datasets,
        Map<String, Pipeline> pipelines) {

    /// Makes a workspace without regions, teams, roles and packs.
    public Workspace(
            Path root,
            String name,
            @Nullable String description,
            Map<String, Connection> connections,
            Map<String, Dataset> datasets,
            Map<String, Pipeline> pipelines) {
        this(
                root,
                name,
                description,
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                null,
                connections,
                datasets,
                pipelines);
    }

    /// Copies the collections.
    public Workspace {
        regions = List.copyOf(regions);
        teams = sorted(teams);
        roles = sorted(roles);
        packs = List.copyOf(packs);
        connections = sorted(connections);
        datasets = sorted(datasets);
        pipelines = sorted(pipelines);
    }

    /// Returns this with other pipelines.
    public Workspace with(Map<String, Pipeline> newPipelines) {
        return new Workspace(
                root,
                name,
                description,
                regions,
                teams,
                roles,
                packs,
                openLineage,
                connections,
                datasets,
                newPipelines);
    }

    private static <T> SortedMap<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
