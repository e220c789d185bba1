package io.plumbline.engine.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedMultigraph;
import org.jspecify.annotations.Nullable;

/// A pipeline as designed: steps in the order of the file, wires between their ports, where the
/// boxes stand. Immutable; may hold mistakes (unknown types, loose wires, cycles), which compiling
/// reports.
public record Pipeline(
        String name,
        @Nullable String description,
        List<PipelineParameter> parameters,
        List<StepSpec> steps,
        List<Wire> wires,
        Drawing drawing) {

    /// Copies the collections and keeps their order.
    public Pipeline {
        parameters = List.copyOf(parameters);
        steps = List.copyOf(steps);
        wires = List.copyOf(wires);
    }

    /// Makes a pipeline of which no more is drawn than where its boxes stand.
    public Pipeline(
            String name,
            @Nullable String description,
            List<PipelineParameter> parameters,
            List<StepSpec> steps,
            List<Wire> wires,
            Map<String, Position> layout) {
        this(name, description, parameters, steps, wires, Drawing.of(layout));
    }

    /// Returns this drawn otherwise.
    public Pipeline drawn(Drawing other) {
        return new Pipeline(name, description, parameters, steps, wires, other);
    }

    /// Returns where boxes stand, by step.
    public Map<String, Position> layout() {
        return drawing.layout();
    }

    /// Returns the step with that id.
    public Optional<StepSpec> step(String id) {
        return steps.stream().filter(s -> s.id().equals(id)).findFirst();
    }

    /// Returns the wires that end at the step, in the order of the file.
    public List<Wire> inputsOf(String step) {
        return wires.stream().filter(w -> w.to().step().equals(step)).toList();
    }

    /// Returns the graph of step ids; wires whose ends are no steps are left out. May hold cycles.
    public DirectedMultigraph<String, DefaultEdge> graph() {
        DirectedMultigraph<String, DefaultEdge> graph = new DirectedMultigraph<>(DefaultEdge.class);
        steps.forEach(s -> graph.addVertex(s.id()));
        for (Wire w : wires) {
            boolean known =
                    graph.containsVertex(w.from().step()) && graph.containsVertex(w.to().step());
            if (known && !w.from().step().equals(w.to().step())) {
                graph.addEdge(w.from().step(), w.to().step());
            }
        }
        return graph;
    }
}
