package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PipelineParameter;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads and writes `pipelines/*.yaml`.
public final class PipelineDocument {
    /// The keys of a step that are not its type's parameters.
    static final Set<String> STEP_KEYS = Set.of("id", "type", "input", "inputs", "note");

    private final FileProblems problems;
    private final List<StepSpec> steps = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private final Map<String, Spot> ids = new LinkedHashMap<>();

    private PipelineDocument(FileProblems problems) {
        this.problems = problems;
    }

    /// Returns the pipeline as far as it can be understood; what cannot is left out and told.
    static Pipeline read(String name, Element.Mapping root, FileProblems problems) {
        PipelineDocument reading = new PipelineDocument(problems);
        root.mappings("steps").forEach(reading::step);
        String told = root.text("name");
        if (told != null && !told.equals(name)) {
            problems.error(
                    ErrorCode.DOCUMENT_INVALID,
                    "Invalid name: '%s' (must be the file's name '%s')".formatted(told, name),
                    root.spotOf("name"),
                    "Rename the file, or leave the key out");
        }
        return new Pipeline(
                name,
                root.text("description"),
                reading.parameters(root.mapping("parameters")),
                reading.steps,
                reading.wires,
                DrawingDocument.read(root, reading.ids.keySet(), problems));
    }

    private void step(Element.Mapping step) {
        String id = step.text("id");
        String type = step.text("type");
        if (id == null || type == null) {
            return; // told by the JSON Schema
        }
        Spot earlier = ids.putIfAbsent(id, step.spotOf("id"));
        if (earlier != null) {
            problems.error(
                    ErrorCode.DOCUMENT_INVALID,
                    "Invalid step id: '%s' is given twice, in lines %d and %d"
                            .formatted(id, earlier.line(), step.spotOf("id").line()),
                    step.spotOf("id"),
                    "Rename one of the steps");
            return;
        }
        Map<String, Value> parameters = new LinkedHashMap<>();
        Values.entries(step)
                .entries()
                .forEach((key, value) -> {
                    if (!STEP_KEYS.contains(key)) {
                        parameters.put(key, value);
                    }
                });
        steps.add(new StepSpec(id, type, parameters, step.text("note")));
        wires(id, step);
    }

    private void wires(String id, Element.Mapping step) {
        if (step.value("input") != null && step.value("inputs") != null) {
            problems.error(
                    ErrorCode.DOCUMENT_INVALID,
                    "Invalid step '" + id + "': it has both 'input' and 'inputs'",
                    step.spotOf("inputs"),
                    "Keep one of them");
        }
        wire(step.value("input"), id, PortRef.IN);
        switch (step.value("inputs")) {
            case Element.Mapping byPort ->
                    byPort.entries().forEach((port, entry) -> wire(entry.value(), id, port));
            case Element.Sequence inOrder -> {
                int number = 0;
                for (Element item : inOrder.items()) {
                    wire(item, id, "in" + ++number);
                }
            }
            case Element.Scalar only -> wire(only, id, "in1");
            case null -> {}
        }
    }

    private void wire(@Nullable Element from, String step, String port) {
        if (from instanceof Element.Scalar text && !Element.isEmpty(text)) {
            wires.add(new Wire(PortRef.parse(text.text()), new PortRef(step, port)));
        }
    }

    private List<PipelineParameter> parameters(Element.Mapping root) {
        List<PipelineParameter> parameters = new ArrayList<>();
        root.entries()
                .forEach((name, entry) -> {
                    Element.Mapping parameter = root.mapping(name);
                    String type = parameter.text("type");
                    if (type == null) {
                        return; // told by the JSON Schema
                    }
                    Optional<DataType> parsed = DataType.parse(type);
                    if (parsed.isEmpty()) {
                        problems.error(
                                ErrorCode.DOCUMENT_INVALID,
                                "Invalid type: '" + YamlReader.shown(type) + "'",
                                parameter.spotOf("type"),
                                OdcsTypes.nearestType(type));
                    }
                    parameters.add(
                            new PipelineParameter(
                                    name,
                                    parsed.orElse(DataType.VARCHAR),
                                    parameter.text("default")));
                });
        return parameters;
    }

    /// Returns the file's text in canonical order, with the comments of the text that it takes the
    /// place of.
    ///
    /// @param existing the file as it is, null for a new one
    public static String write(Pipeline pipeline, @Nullable String existing) {
        return Documents.write(PipelineTree.of(pipeline), existing, Format.PIPELINE.folder());
    }
}
