package io.plumbline.engine.metadata;

import io.plumbline.engine.flow.PipelineFlow;
import io.plumbline.engine.flow.SourceColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the lineage to be recorded from a pipeline's column flow.
public final class FlowLineage {
    private FlowLineage() {}

    /// Returns every dataset read and written, and every way in which a column of the former acts
    /// on one of the latter.
    ///
    /// @param pipelineHash hash of the pipeline's design
    public static LineageRecord of(String pipeline, String pipelineHash, PipelineFlow flow) {
        List<String> inputs = new ArrayList<>();
        Map<String, List<String>> outputs = new LinkedHashMap<>();
        Set<LineageEdge> edges = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (PipelineFlow.Sink sink : flow.sinks()) {
            outputs.put(sink.dataset(), sink.flow().columns().stream().map(c -> c.name()).toList());
            unknown.addAll(sink.flow().unknown());
            for (List<String> relation : sink.flow().relations()) {
                inputs.add(relation.getLast());
                edges.add(presence(relation.getLast(), sink.dataset()));
            }
        }
        for (PipelineFlow.Edge e : flow.edges()) {
            edges.add(
                    new LineageEdge(
                            e.fromDataset(),
                            e.fromColumn(),
                            e.toDataset(),
                            e.toColumn(),
                            e.how().isDirect(),
                            e.how().name(),
                            String.join("; ", e.reason())));
        }
        return new LineageRecord(
                pipeline, pipelineHash, inputs, outputs, List.copyOf(edges), List.copyOf(unknown));
    }

    private static LineageEdge presence(String source, String target) {
        return new LineageEdge(
                source, SourceColumn.ROWS, target, SourceColumn.ROWS, false, "PRESENCE", "");
    }
}
