package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.document.PipelineDocument;
import io.plumbline.engine.document.PipelineText;
import io.plumbline.engine.model.Pipeline;
import java.util.Optional;

/// Steps on the clipboard: the text of a pipeline's file, so that they can be pasted into another
/// pipeline, an editor or a message.
final class Clip {
    private Clip() {}

    /// Returns the text of some steps.
    static String write(Pipeline fragment) {
        return PipelineDocument.write(fragment, null);
    }

    /// Returns the steps that a text says; empty when it is no pipeline's text or has no steps.
    static Optional<Pipeline> read(String text) {
        return text.contains("steps:")
                ? PipelineText.read("clipboard", text).pipeline().filter(p -> !p.steps().isEmpty())
                : Optional.empty();
    }
}
