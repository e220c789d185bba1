package io.plumbline.engine.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a walk through the lineage graph met.
///
/// @param column null when the walk went by datasets
/// @param hops the edges, nearest first
/// @param datasets the datasets met, the start among them, nearest first
public record LineageWalk(
        String dataset, @Nullable String column, List<Hop> hops, List<Met> datasets) {

    /// Copies the lists.
    public LineageWalk {
        hops = List.copyOf(hops);
        datasets = List.copyOf(datasets);
    }

    /// An edge on the way.
    ///
    /// @param pipeline the pipeline whose current version has it
    /// @param distance 1 for an edge that touches the start
    /// @param edge columns are `*` when the walk went by datasets
    /// @param origin who told of it; null for what a run of this workspace recorded
    public record Hop(
            String pipeline, int distance, LineageEdge edge, @Nullable LineageOrigin origin) {

        /// Makes a hop that a run recorded.
        public Hop(String pipeline, int distance, LineageEdge edge) {
            this(pipeline, distance, edge, null);
        }
    }

    /// A dataset on the way.
    ///
    /// @param distance 0 for the start
    /// @param run the last complete run that wrote it; null when none did
    /// @param version the version that run committed; null for a target without versions
    public record Met(
            String dataset, int distance, @Nullable String run, @Nullable String version) {}
}
