package io.plumbline.workbench.service.design;

import io.plumbline.engine.model.Drawing;
import io.plumbline.engine.model.Group;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Position;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.step.Port;
import io.plumbline.engine.step.StepType;
import io.plumbline.engine.step.StepTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a person can do to a pipeline, each as a new pipeline: nothing is changed in place. An edit
/// that does not apply (a step that is not there) returns the pipeline as it is.
public final class PipelineEdits {
    private PipelineEdits() {}

    /// Returns an id for a new step: the wish itself, or with the least number that makes it
    /// unique.
    public static String freeId(Pipeline pipeline, String wish) {
        String id = wish;
        for (int n = 2; pipeline.step(id).isPresent(); n++) {
            id = wish + "_" + n;
        }
        return id;
    }

    /// Adds a step behind the others.
    public static Pipeline add(Pipeline pipeline, StepSpec step, Position position) {
        List<StepSpec> steps = new ArrayList<>(pipeline.steps());
        steps.add(step);
        return with(pipeline, steps, pipeline.wires(), placed(pipeline, step.id(), position));
    }

    /// Adds a step that gets its place when it is first shown.
    public static Pipeline add(Pipeline pipeline, StepSpec step) {
        List<StepSpec> steps = new ArrayList<>(pipeline.steps());
        steps.add(step);
        return with(pipeline, steps, pipeline.wires(), pipeline.layout());
    }

    /// Removes steps with their wires and places.
    public static Pipeline remove(Pipeline pipeline, Set<String> ids) {
        List<Wire> wires =
                pipeline.wires().stream()
                        .filter(w -> !ids.contains(w.from().step()) && !ids.contains(w.to().step()))
                        .toList();
        Map<String, Position> layout = new LinkedHashMap<>(pipeline.layout());
        layout.keySet().removeAll(ids);
        List<StepSpec> steps =
                pipeline.steps().stream().filter(s -> !ids.contains(s.id())).toList();
        return with(pipeline, steps, wires, layout);
    }

    /// Removes one step and leads what it took to those that took from it.
    public static Pipeline bypass(Pipeline pipeline, String id) {
        List<Wire> feeding = pipeline.inputsOf(id);
        if (feeding.isEmpty()) {
            return remove(pipeline, Set.of(id));
        }
        PortRef feeder = feeding.getFirst().from();
        List<Wire> wires =
                pipeline.wires().stream()
                        .filter(w -> !w.to().step().equals(id))
                        .map(w -> w.from().step().equals(id) ? new Wire(feeder, w.to()) : w)
                        .toList();
        return remove(with(pipeline, pipeline.steps(), wires, pipeline.layout()), Set.of(id));
    }

    /// Gives a step another id, in wires and layout too. Nothing changes when another has it.
    public static Pipeline rename(Pipeline pipeline, String id, String newId) {
        if (pipeline.step(newId).isPresent() || pipeline.step(id).isEmpty()) {
            return pipeline;
        }
        List<StepSpec> steps =
                pipeline.steps().stream()
                        .map(s ->
                                s.id().equals(id)
                                        ? new StepSpec(newId, s.type(), s.parameters(), s.note())
                                        : s)
                        .toList();
        UnaryOperator<PortRef> renamed =
                r -> r.step().equals(id) ? new PortRef(newId, r.port()) : r;
        List<Wire> wires =
                pipeline.wires().stream()
                        .map(w -> new Wire(renamed.apply(w.from()), renamed.apply(w.to())))
                        .toList();
        Map<String, Position> layout = new LinkedHashMap<>();
        pipeline.layout().forEach((s, at) -> layout.put(s.equals(id) ? newId : s, at));
        List<Group> groups =
                pipeline.drawing().groups().stream()
                        .map(g ->
                                new Group(
                                        g.name(),
                                        g.steps().stream()
                                                .map(s -> s.equals(id) ? newId : s)
                                                .toList(),
                                        g.folded()))
                        .toList();
        Pipeline renamedSteps =
                pipeline.drawn(new Drawing(layout, groups, pipeline.drawing().notes()));
        return with(renamedSteps, steps, wires, layout);
    }

    /// Sets a parameter of a step.
    ///
    /// @param value null to leave the parameter out
    public static Pipeline set(
            Pipeline pipeline, String id, String parameter, @Nullable Value value) {
        return change(
                pipeline,
                id,
                s -> {
                    Map<String, Value> parameters = new LinkedHashMap<>(s.parameters());
                    if (value == null) {
                        parameters.remove(parameter);
                    } else {
                        parameters.put(parameter, value);
                    }
                    return new StepSpec(s.id(), s.type(), parameters, s.note());
                });
    }

    /// Sets what is noted beside a step.
    ///
    /// @param note null for nothing
    public static Pipeline note(Pipeline pipeline, String id, @Nullable String note) {
        return change(pipeline, id, s -> new StepSpec(s.id(), s.type(), s.parameters(), note));
    }

    /// Changes one step.
    public static Pipeline change(Pipeline pipeline, String id, UnaryOperator<StepSpec> change) {
        List<StepSpec> steps =
                pipeline.steps().stream()
                        .map(s -> s.id().equals(id) ? change.apply(s) : s)
                        .toList();
        return with(pipeline, steps, pipeline.wires(), pipeline.layout());
    }

    /// Moves boxes.
    public static Pipeline move(Pipeline pipeline, Map<String, Position> positions) {
        Map<String, Position> layout = new LinkedHashMap<>(pipeline.layout());
        positions.forEach((id, at) -> {
            if (pipeline.step(id).isPresent()) {
                layout.put(id, at);
            }
        });
        return with(pipeline, pipeline.steps(), pipeline.wires(), layout);
    }

    /// Leads an output to an input. An input that takes one wire lets go of the one it has; an
    /// input for many takes one more, under the next free name.
    ///
    /// @param to the step and the declared port, or a port that a wire ends at
    public static Pipeline connect(Pipeline pipeline, PortRef from, PortRef to) {
        Optional<Port> many = manyInput(pipeline, to.step());
        PortRef end = many.isEmpty() ? to : new PortRef(to.step(), free(pipeline, to));
        List<Wire> wires = new ArrayList<>(pipeline.wires());
        wires.removeIf(w -> w.to().equals(end));
        wires.add(new Wire(from, end));
        return with(pipeline, pipeline.steps(), wires, pipeline.layout());
    }

    /// Returns whether a wire may go from an output to an input: both are there, and no way leads
    /// back.
    public static boolean mayConnect(Pipeline pipeline, PortRef from, PortRef to) {
        boolean input = type(pipeline, to.step()).map(t -> !t.inputs().isEmpty()).orElse(false);
        return input
                && pipeline.step(from.step()).isPresent()
                && !from.step().equals(to.step())
                && !reaches(pipeline, to.step(), from.step());
    }

    /// Takes a wire away.
    public static Pipeline disconnect(Pipeline pipeline, Wire wire) {
        List<Wire> wires = pipeline.wires().stream().filter(w -> !w.equals(wire)).toList();
        return with(pipeline, pipeline.steps(), wires, pipeline.layout());
    }

    /// Puts a step into a wire: what went through the wire goes through the step's first input and
    /// first output.
    public static Pipeline insert(Pipeline pipeline, Wire wire, String id) {
        Optional<StepType> type = type(pipeline, id);
        if (type.isEmpty()
                || type.orElseThrow().inputs().isEmpty()
                || type.orElseThrow().outputs().isEmpty()) {
            return pipeline;
        }
        String in = firstInput(type.orElseThrow());
        String out = type.orElseThrow().outputs().getFirst().name();
        List<Wire> wires = new ArrayList<>();
        for (Wire w : pipeline.wires()) {
            wires.add(w.equals(wire) ? new Wire(new PortRef(id, out), wire.to()) : w);
        }
        wires.add(new Wire(wire.from(), new PortRef(id, in)));
        return with(pipeline, pipeline.steps(), wires, pipeline.layout());
    }

    /// Adds copies of steps of another pipeline, with the wires among them, under ids that are
    /// free.
    ///
    /// @param by how far the copies stand from where the steps stood
    /// @return the pipeline, and the ids of the copies by those of the steps
    public static Pasted paste(Pipeline pipeline, Pipeline fragment, Position by) {
        Map<String, String> ids = new LinkedHashMap<>();
        Pipeline all = pipeline;
        for (StepSpec step : fragment.steps()) {
            String id = freeId(all, step.id());
            ids.put(step.id(), id);
            Position at = fragment.layout().getOrDefault(step.id(), new Position(0, 0));
            all =
                    add(
                            all,
                            new StepSpec(id, step.type(), step.parameters(), step.note()),
                            new Position(at.x() + by.x(), at.y() + by.y()));
        }
        List<Wire> wires = new ArrayList<>(all.wires());
        for (Wire w : fragment.wires()) {
            String from = ids.get(w.from().step());
            String to = ids.get(w.to().step());
            if (from != null && to != null) {
                wires.add(
                        new Wire(
                                new PortRef(from, w.from().port()),
                                new PortRef(to, w.to().port())));
            }
        }
        List<Group> groups = new ArrayList<>(all.drawing().groups());
        for (Group g : fragment.drawing().groups()) {
            List<String> copies =
                    g.steps().stream().map(ids::get).filter(Objects::nonNull).toList();
            groups.add(new Group(DrawingEdits.freeName(groups, g.name()), copies, g.folded()));
        }
        Pipeline grouped = all.drawn(all.drawing().withGroups(groups));
        return new Pasted(with(grouped, all.steps(), wires, all.layout()), ids);
    }

    /// A pipeline with copies in it.
    ///
    /// @param ids the ids of the copies by the ids of what was copied
    public record Pasted(Pipeline pipeline, Map<String, String> ids) {}

    /// Returns the steps of some ids with the wires among them, as a pipeline of that name.
    public static Pipeline fragment(Pipeline pipeline, Set<String> ids) {
        Map<String, Position> layout = new LinkedHashMap<>(pipeline.layout());
        layout.keySet().retainAll(ids);
        return new Pipeline(
                pipeline.name(),
                null,
                List.of(),
                pipeline.steps().stream().filter(s -> ids.contains(s.id())).toList(),
                pipeline.wires().stream()
                        .filter(w -> ids.contains(w.from().step()) && ids.contains(w.to().step()))
                        .toList(),
                new Drawing(
                        layout,
                        pipeline.drawing().groups().stream()
                                .filter(g -> ids.containsAll(g.steps()))
                                .toList(),
                        List.of()));
    }

    /// Returns the name that a wire to the first input of a step type has.
    public static String firstInput(StepType type) {
        Port first = type.inputs().getFirst();
        return first.arity() == Port.Arity.MANY ? first.name() + "1" : first.name();
    }

    private static Optional<StepType> type(Pipeline pipeline, String id) {
        return pipeline.step(id).flatMap(s -> StepTypes.find(s.type()));
    }

    private static Optional<Port> manyInput(Pipeline pipeline, String id) {
        return type(pipeline, id).stream()
                .flatMap(t -> t.inputs().stream())
                .filter(p -> p.arity() == Port.Arity.MANY)
                .findFirst();
    }

    private static String free(Pipeline pipeline, PortRef to) {
        Set<String> taken = new java.util.HashSet<>();
        pipeline.inputsOf(to.step()).forEach(w -> taken.add(w.to().port()));
        int n = 1;
        while (taken.contains(PortRef.IN + n)) {
            n++;
        }
        return PortRef.IN + n;
    }

    private static boolean reaches(Pipeline pipeline, String from, String to) {
        Map<String, List<String>> next = new HashMap<>();
        for (Wire w : pipeline.wires()) {
            next.computeIfAbsent(w.from().step(), _ -> new ArrayList<>()).add(w.to().step());
        }
        List<String> open = new ArrayList<>(List.of(from));
        Set<String> seen = new java.util.HashSet<>(open);
        while (!open.isEmpty()) {
            String at = open.removeLast();
            if (at.equals(to)) {
                return true;
            }
            next.getOrDefault(at, List.of()).stream().filter(seen::add).forEach(open::add);
        }
        return false;
    }

    private static Map<String, Position> placed(Pipeline pipeline, String id, Position position) {
        Map<String, Position> layout = new LinkedHashMap<>(pipeline.layout());
        layout.put(id, position);
        return layout;
    }

    /// Wires stand in the order of the steps that they end at, as a file has them.
    private static Pipeline with(
            Pipeline pipeline,
            List<StepSpec> steps,
            List<Wire> wires,
            Map<String, Position> layout) {
        Map<String, Integer> order = new HashMap<>();
        steps.forEach(s -> order.putIfAbsent(s.id(), order.size()));
        List<Wire> sorted = new ArrayList<>(wires);
        sorted.sort(
                Comparator.comparingInt(w -> order.getOrDefault(w.to().step(), Integer.MAX_VALUE)));
        return new Pipeline(
                pipeline.name(),
                pipeline.description(),
                pipeline.parameters(),
                steps,
                sorted,
                new Drawing(layout, groups(pipeline, order.keySet()), pipeline.drawing().notes()));
    }

    /// Groups lose the steps that went; one that held nothing else goes too.
    private static List<Group> groups(Pipeline before, Set<String> left) {
        List<Group> groups = new ArrayList<>();
        for (Group g : before.drawing().groups()) {
            List<String> ids =
                    g.steps().stream()
                            .filter(s -> left.contains(s) || before.step(s).isEmpty())
                            .toList();
            if (!ids.isEmpty()) {
                groups.add(new Group(g.name(), ids, g.folded()));
            }
        }
        return groups;
    }
}
