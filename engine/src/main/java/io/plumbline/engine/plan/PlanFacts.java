package io.plumbline.engine.plan;

import java.util.Map;

/// What is known around a plan: where systems stand, how large datasets are, what the last run saw.
///
/// @param regions the regions of connections, by name; those that tell none are missing
/// @param datasetRows estimated rows of datasets, by name; missing where unknown
/// @param lastRun the run that the next two are of, empty for none
/// @param stepRows rows that each step gave in the last run; missing where they were not counted
/// @param crossed what crossed in the last run, by connection and relation as [#key] joins them
public record PlanFacts(
        Map<String, String> regions,
        Map<String, Long> datasetRows,
        String lastRun,
        Map<String, Long> stepRows,
        Map<String, Crossed> crossed) {
    /// Nothing known.
    public static final PlanFacts NONE = new PlanFacts(Map.of(), Map.of(), "", Map.of(), Map.of());

    /// Copies the maps.
    public PlanFacts {
        regions = Map.copyOf(regions);
        datasetRows = Map.copyOf(datasetRows);
        stepRows = Map.copyOf(stepRows);
        crossed = Map.copyOf(crossed);
    }

    /// Rows and bytes that crossed.
    public record Crossed(long rows, long bytes) {}

    /// Returns the key of what crosses.
    public static String key(String connection, String relation) {
        return connection + "\n" + relation;
    }

    /// Returns where a connection stands.
    String region(String connection) {
        return regions.getOrDefault(connection, "unknown region");
    }
}
