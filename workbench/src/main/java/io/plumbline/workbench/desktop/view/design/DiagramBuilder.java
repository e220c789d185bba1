package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Position;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.step.Port;
import io.plumbline.engine.step.StepType;
import io.plumbline.engine.step.StepTypes;
import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.theme.Icons;
import io.plumbline.workbench.service.design.DesignDesk.Checked;
import io.plumbline.workbench.service.design.PipelineLayout;
import io.plumbline.workbench.service.design.StepSentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the diagram of a pipeline from its design, what the compiler says, and what a run did.
final class DiagramBuilder {
    private final Pipeline pipeline;
    private final @Nullable CompiledPipeline compiled;
    private final Map<String, List<Problem>> problems = new HashMap<>();
    private final RunMarks marks;

    private DiagramBuilder(Pipeline pipeline, @Nullable Checked checked, RunMarks marks) {
        this.pipeline = PipelineLayout.complete(pipeline);
        this.compiled = checked == null ? null : checked.compiled();
        this.marks = marks;
        if (checked != null) {
            for (Problem p : checked.problems()) {
                String step = p.place().step();
                if (step != null) {
                    problems.computeIfAbsent(step, _ -> new ArrayList<>()).add(p);
                }
            }
        }
    }

    /// What a run did or does.
    ///
    /// @param rows rows that left each step in the last run
    /// @param running the steps that are worked on now
    record RunMarks(Map<String, String> rows, Set<String> running, Set<String> failed) {
        static final RunMarks NONE = new RunMarks(Map.of(), Set.of(), Set.of());
    }

    static Diagram of(Pipeline pipeline, @Nullable Checked checked, RunMarks marks) {
        DiagramBuilder builder = new DiagramBuilder(pipeline, checked, marks);
        List<Diagram.Box> boxes = builder.pipeline.steps().stream().map(builder::box).toList();
        List<Diagram.Link> links = builder.pipeline.wires().stream().map(builder::link).toList();
        return new GroupBoxes(builder.pipeline, boxes, links).diagram();
    }

    private Diagram.Box box(StepSpec step) {
        Position at = pipeline.layout().getOrDefault(step.id(), new Position(0, 0));
        Optional<StepType> type = StepTypes.find(step.type());
        List<Problem> wrong = problems.getOrDefault(step.id(), List.of());
        String rows = marks.rows().get(step.id());
        return new Diagram.Box(
                step.id(),
                at.x(),
                at.y(),
                rows == null ? StepSentence.of(step) : rows,
                Icons.ofStep(step.type()).getCode(),
                state(step.id(), wrong),
                inputs(step, type),
                outputs(step, type),
                wrong.isEmpty() ? null : wrong.getFirst().message());
    }

    private State state(String id, List<Problem> wrong) {
        if (marks.running().contains(id)) {
            return State.RUNNING;
        } else if (marks.failed().contains(id) || wrong.stream().anyMatch(Problem::isError)) {
            return State.ERROR;
        } else if (compiled == null) {
            return State.UNKNOWN;
        } else if (compiled.blocked().contains(id)) {
            return State.BLOCKED;
        } else if (!wrong.isEmpty()) {
            return State.WARNING;
        }
        return compiled.step(id).isPresent() ? State.GOOD : State.UNKNOWN;
    }

    private List<String> inputs(StepSpec step, Optional<StepType> type) {
        Set<String> ports = new LinkedHashSet<>();
        if (type.isPresent() && !step.type().equals("input")) {
            for (Port port : type.orElseThrow().inputs()) {
                if (port.arity() == Port.Arity.ONE) {
                    ports.add(port.name());
                }
            }
        }
        pipeline.inputsOf(step.id()).forEach(w -> ports.add(w.to().port()));
        boolean many =
                type.isPresent()
                        && type.orElseThrow().inputs().stream()
                                .anyMatch(p -> p.arity() == Port.Arity.MANY);
        if (many) {
            int n = 1;
            while (ports.contains(PortRef.IN + n)) {
                n++;
            }
            ports.add(PortRef.IN + n);
        }
        return List.copyOf(ports);
    }

    private List<String> outputs(StepSpec step, Optional<StepType> type) {
        Set<String> ports = new LinkedHashSet<>();
        boolean sink =
                type.isPresent() && type.orElseThrow().role() == io.plumbline.engine.step.Role.SINK;
        if (type.isPresent() && !sink) {
            type.orElseThrow().outputs().forEach(p -> ports.add(p.name()));
        }
        if (compiled != null && type.isPresent() && type.orElseThrow().outputsOfEachStep()) {
            compiled.step(step.id()).ifPresent(s -> ports.addAll(s.schemas().keySet()));
        }
        pipeline.wires().stream()
                .filter(w -> w.from().step().equals(step.id()))
                .forEach(w -> ports.add(w.from().port()));
        if (type.isEmpty() && ports.isEmpty()) {
            ports.add(PortRef.OUT);
        }
        return List.copyOf(ports);
    }

    private Diagram.Link link(Wire wire) {
        List<Problem> wrong =
                problems.getOrDefault(wire.to().step(), List.of()).stream()
                        .filter(p -> concerns(p, wire))
                        .toList();
        State state = State.GOOD;
        String label = null;
        if (wrong.stream().anyMatch(Problem::isError)) {
            state = State.ERROR;
            label = wrong.getFirst().code().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        } else if (compiled != null
                && (compiled.blocked().contains(wire.from().step())
                        || compiled.broken().contains(wire.from().step()))) {
            state = State.BLOCKED;
        } else if (marks.running().contains(wire.to().step())) {
            state = State.RUNNING;
        }
        return new Diagram.Link(wire, state, label);
    }

    /// Problems of the wire itself: their field is the input that it leads to.
    private static boolean concerns(Problem p, Wire wire) {
        String field = p.place().field();
        return switch (p.code()) {
            case STEP_UNKNOWN, PORT_UNKNOWN, PORT_OCCUPIED, PIPELINE_CYCLE ->
                    field == null
                            || field.equals("input")
                            || field.equals("inputs." + wire.to().port());
            default -> false;
        };
    }
}
