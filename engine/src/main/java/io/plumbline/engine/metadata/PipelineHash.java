package io.plumbline.engine.metadata;

import io.plumbline.engine.document.PipelineDocument;
import io.plumbline.engine.model.Pipeline;
import java.util.Map;

/// The hash that ties a run and its lineage to the version of a pipeline's design.
public final class PipelineHash {
    private PipelineHash() {}

    /// Returns SHA-256, in hexadecimal, of the pipeline's file as it would be written without
    /// comments; where its boxes stand does not count.
    public static String of(Pipeline pipeline) {
        Pipeline plain =
                new Pipeline(
                        pipeline.name(),
                        pipeline.description(),
                        pipeline.parameters(),
                        pipeline.steps(),
                        pipeline.wires(),
                        Map.of());
        return LineageRecords.contentHash(PipelineDocument.write(plain, null));
    }
}
