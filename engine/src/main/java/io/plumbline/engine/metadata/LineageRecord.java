package io.plumbline.engine.metadata;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The lineage of one version of a pipeline, from the datasets that it reads to those that it
/// writes.
///
/// @param pipelineHash hash of the pipeline's design
/// @param outputs the columns of each dataset written
/// @param unknown what could not be followed
/// @param origin who told it; null for what a run of this workspace recorded
public record LineageRecord(
        String pipeline,
        String pipelineHash,
        List<String> inputs,
        Map<String, List<String>> outputs,
        List<LineageEdge> edges,
        List<String> unknown,
        @Nullable LineageOrigin origin) {

    /// Copies the collections; inputs and outputs are put in order of the alphabet.
    public LineageRecord {
        inputs = inputs.stream().sorted().distinct().toList();
        outputs = java.util.Collections.unmodifiableMap(new TreeMap<>(outputs));
        edges = List.copyOf(edges);
        unknown = List.copyOf(unknown);
    }

    /// Makes the lineage that a run recorded.
    public LineageRecord(
            String pipeline,
            String pipelineHash,
            List<String> inputs,
            Map<String, List<String>> outputs,
            List<LineageEdge> edges,
            List<String> unknown) {
        this(pipeline, pipelineHash, inputs, outputs, edges, unknown, null);
    }
}
