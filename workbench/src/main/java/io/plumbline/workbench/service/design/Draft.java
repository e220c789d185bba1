package io.plumbline.workbench.service.design;

import io.plumbline.engine.document.PipelineDocument;
import io.plumbline.engine.document.PipelineText;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Pipeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pipeline while it is being designed: as a picture and as text, which always say the same. A
/// text that cannot be understood leaves the picture as it last was. Immutable.
///
/// The text of a change made in the picture is written when it is first asked for, with the
/// comments of the text before.
public final class Draft {
    private final Pipeline pipeline;
    private final boolean understood;
    private @Nullable Draft before;
    private @Nullable String text;
    private @Nullable PipelineText read;

    private Draft(Pipeline pipeline, boolean understood, @Nullable Draft before) {
        this.pipeline = pipeline;
        this.understood = understood;
        this.before = before;
    }

    /// Returns the draft that a text says.
    ///
    /// @param before what the picture shows when the text is no YAML map; null for an empty one
    public static Draft of(String name, String text, @Nullable Draft before) {
        PipelineText read = PipelineText.read(name, text);
        Pipeline last =
                before == null
                        ? new Pipeline(
                                name, null, List.of(), List.of(), List.of(), java.util.Map.of())
                        : before.pipeline;
        Draft draft = new Draft(read.pipeline().orElse(last), read.pipeline().isPresent(), null);
        draft.text = text;
        draft.read = read;
        return draft;
    }

    /// Returns this draft with another picture.
    public Draft with(Pipeline changed) {
        return new Draft(changed, true, this);
    }

    /// Returns the pipeline's name.
    public String name() {
        return pipeline.name();
    }

    /// Returns the pipeline; the last one understood when the text cannot be.
    public Pipeline pipeline() {
        return pipeline;
    }

    /// Returns whether the text is a YAML map, so that the picture may be changed.
    public boolean isUnderstood() {
        return understood;
    }

    /// Returns the text of the file.
    public synchronized String text() {
        String known = text;
        if (known == null) {
            known = PipelineDocument.write(pipeline, before == null ? null : before.text());
            text = known;
            before = null;
        }
        return known;
    }

    /// Returns the text as it is understood, with the places of its parts.
    public synchronized PipelineText read() {
        PipelineText known = read;
        if (known == null) {
            known = PipelineText.read(name(), text());
            read = known;
        }
        return known;
    }

    /// Returns what is wrong with the text; nothing for a change made in the picture, which is
    /// written without mistakes of form.
    public synchronized List<Problem> problemsOfText() {
        return read == null ? List.of() : read.problems();
    }
}
