package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Pipeline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The text of a pipeline's file, understood as far as it can be: for an editor, whose text is on
/// no disk yet.
public final class PipelineText {
    private final @Nullable Pipeline pipeline;
    private final @Nullable Places places;
    private final List<Problem> problems;

    private PipelineText(
            @Nullable Pipeline pipeline, @Nullable Places places, List<Problem> problems) {
        this.pipeline = pipeline;
        this.places = places;
        this.problems = List.copyOf(problems);
    }

    /// Reads the text as the file of the pipeline of that name. What is wrong is among the
    /// problems; nothing is thrown.
    public static PipelineText read(String name, String text) {
        FileProblems found = new FileProblems(fileOf(name));
        try {
            Element read = YamlReader.read(text.getBytes(StandardCharsets.UTF_8), found.file());
            if (read instanceof Element.Mapping root) {
                Format.PIPELINE.check(root, found);
                Pipeline pipeline = PipelineDocument.read(name, root, found);
                return new PipelineText(pipeline, new Places(found.file(), root), found.sorted());
            }
            found.error(
                    ErrorCode.DOCUMENT_INVALID,
                    "Invalid file: it is no map",
                    read.spot(),
                    "Write 'key: value' lines");
        } catch (PlumblineException e) {
            e.problems().forEach(found::add);
        }
        return new PipelineText(null, null, found.sorted());
    }

    /// Returns the file of a pipeline, relative to the workspace.
    public static String fileOf(String name) {
        return Format.PIPELINE.folder() + "/" + name + ".yaml";
    }

    /// Returns the pipeline as far as the text says it; empty when the text is no YAML map.
    public Optional<Pipeline> pipeline() {
        return Optional.ofNullable(pipeline);
    }

    /// Returns what is wrong with the text, by line and column.
    public List<Problem> problems() {
        return problems;
    }

    /// Returns where the parts stand; null when the text is no YAML map.
    @Nullable Places places() {
        return places;
    }
}
