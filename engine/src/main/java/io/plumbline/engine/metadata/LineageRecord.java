package io.plumbline.engine.metadata;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The lineage of one version of a pipeline, from the datasets that it reads to those that it
/// writes.
///
/// @param pipelineHash hash of the pipeline's design
/// @param outputs the columns of each dataset written
/// @param unknown what could not be followed
public record LineageRecord(
        String pipeline,
        String pipelineHash,
        List<String> inputs,
        Map<String, List<String>> outputs,
        List<LineageEdge> edges,
        List<String> unknown) {

    /// Copies the collections; inputs and outputs are put in order of the alphabet.
    public LineageRecord {
        inputs = inputs.stream().sorted().distinct().toList();
        outputs = java.util.Collections.unmodifiableMap(new TreeMap<>(outputs));
        edges = List.copyOf(edges);
        unknown = List.copyOf(unknown);
    }
}
