package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.Group;
import io.plumbline.engine.model.Note;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Wire;
import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.theme.Icons;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Draws groups: a frame around the boxes of one, or one box in their place with the ports that
/// lead out of it; and the notes.
final class GroupBoxes {
    /// From the one that shows first: of a folded group the worst is shown.
    private static final List<State> BAD =
            List.of(
                    State.ERROR,
                    State.RUNNING,
                    State.WARNING,
                    State.BLOCKED,
                    State.UNKNOWN,
                    State.GOOD);

    private final Pipeline pipeline;
    private final List<Diagram.Link> links;
    private final Map<String, Box> boxes = new HashMap<>();

    GroupBoxes(Pipeline pipeline, List<Box> boxes, List<Diagram.Link> links) {
        this.pipeline = pipeline;
        this.links = links;
        boxes.forEach(b -> this.boxes.put(b.id(), b));
    }

    Diagram diagram() {
        List<Diagram.Frame> frames = new ArrayList<>();
        List<Box> folded = new ArrayList<>();
        Set<String> hidden = new LinkedHashSet<>();
        for (Group group : pipeline.drawing().groups()) {
            List<Box> members =
                    group.steps().stream().map(boxes::get).filter(Objects::nonNull).toList();
            if (group.folded() && !members.isEmpty()) {
                folded.add(box(group.name(), members));
                members.forEach(m -> hidden.add(m.id()));
            } else if (!members.isEmpty()) {
                frames.add(new Diagram.Frame(group.name(), members.stream().map(Box::id).toList()));
            }
        }
        List<Box> shown = new ArrayList<>();
        pipeline.steps().stream()
                .map(s -> boxes.get(s.id()))
                .filter(Objects::nonNull)
                .filter(b -> !hidden.contains(b.id()))
                .forEach(shown::add);
        shown.addAll(folded);
        return new Diagram(shown, links, frames, notes(pipeline));
    }

    private Box box(String name, List<Box> members) {
        Set<String> ids = new LinkedHashSet<>();
        members.forEach(m -> ids.add(m.id()));
        Set<String> inputs = new LinkedHashSet<>();
        Set<String> outputs = new LinkedHashSet<>();
        Set<PortRef> taken = new LinkedHashSet<>();
        for (Wire w : pipeline.wires()) {
            taken.add(w.from());
            boolean from = ids.contains(w.from().step());
            boolean to = ids.contains(w.to().step());
            if (to && !from) {
                inputs.add(port(w.to()));
            } else if (from && !to) {
                outputs.add(port(w.from()));
            }
        }
        for (Box m : members) {
            m.outputs().stream()
                    .map(m::port)
                    .filter(p -> p.port().equals(PortRef.OUT) && !taken.contains(p))
                    .forEach(p -> outputs.add(port(p)));
        }
        Box worst =
                members.stream()
                        .min(Comparator.comparingInt(b -> BAD.indexOf(b.state())))
                        .orElseThrow();
        return new Box(
                Box.GROUP + name,
                members.stream().mapToDouble(Box::x).min().orElse(0),
                members.stream().mapToDouble(Box::y).min().orElse(0),
                members.size() + (members.size() == 1 ? " step" : " steps"),
                Icons.GROUP.getCode(),
                worst.state(),
                List.copyOf(inputs),
                List.copyOf(outputs),
                worst.problem(),
                List.copyOf(ids));
    }

    private static String port(PortRef port) {
        return port.step() + "." + port.port();
    }

    private static List<Diagram.Sticky> notes(Pipeline pipeline) {
        List<Diagram.Sticky> notes = new ArrayList<>();
        for (Note n : pipeline.drawing().notes()) {
            notes.add(
                    new Diagram.Sticky(
                            Diagram.Sticky.NOTE + notes.size(),
                            n.text(),
                            n.at().x(),
                            n.at().y(),
                            n.width(),
                            n.height(),
                            n.colour()));
        }
        return notes;
    }
}
