package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.Wire;
import java.util.LinkedHashSet;
import java.util.Set;

/// What is selected. Notes are among the boxes, by their ids. Immutable.
public record Selection(Set<String> boxes, Set<Wire> wires) {
    /// Nothing.
    public static final Selection NONE = new Selection(Set.of(), Set.of());

    /// Copies the sets.
    public Selection {
        boxes = Set.copyOf(boxes);
        wires = Set.copyOf(wires);
    }

    /// Selects one box alone.
    public static Selection box(String id) {
        return new Selection(Set.of(id), Set.of());
    }

    /// Selects one wire alone.
    public static Selection wire(Wire wire) {
        return new Selection(Set.of(), Set.of(wire));
    }

    /// Returns this with a box more, or less when it is selected already.
    public Selection toggled(String id) {
        Set<String> changed = new LinkedHashSet<>(boxes);
        if (!changed.remove(id)) {
            changed.add(id);
        }
        return new Selection(changed, wires);
    }

    /// Returns this with what another selects too.
    public Selection and(Selection other) {
        Set<String> allBoxes = new LinkedHashSet<>(boxes);
        allBoxes.addAll(other.boxes);
        Set<Wire> allWires = new LinkedHashSet<>(wires);
        allWires.addAll(other.wires);
        return new Selection(allBoxes, allWires);
    }

    /// Returns what of this a diagram still shows.
    public Selection within(Diagram diagram) {
        Set<String> left = new LinkedHashSet<>(boxes);
        left.removeIf(id -> diagram.box(id).isEmpty() && diagram.note(id).isEmpty());
        Set<Wire> leftWires = new LinkedHashSet<>(wires);
        leftWires.removeIf(w -> diagram.links().stream().noneMatch(l -> l.wire().equals(w)));
        return new Selection(left, leftWires);
    }

    /// Returns whether nothing is selected.
    public boolean isEmpty() {
        return boxes.isEmpty() && wires.isEmpty();
    }
}
