package io.plumbline.engine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a pipeline is drawn: where boxes stand, what is grouped, notes beside them. It says nothing
/// about what the pipeline does. Immutable.
///
/// @param layout the place of each step's box by the step's id
public record Drawing(Map<String, Position> layout, List<Group> groups, List<Note> notes) {

    /// Nothing drawn yet.
    public static final Drawing NONE = new Drawing(Map.of(), List.of(), List.of());

    /// Copies the collections and keeps their order.
    public Drawing {
        layout = Collections.unmodifiableMap(new LinkedHashMap<>(layout));
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
    }

    /// Returns a drawing of boxes alone.
    public static Drawing of(Map<String, Position> layout) {
        return new Drawing(layout, List.of(), List.of());
    }

    /// Returns this with boxes elsewhere.
    public Drawing withLayout(Map<String, Position> newLayout) {
        return new Drawing(newLayout, groups, notes);
    }

    /// Returns this with other groups.
    public Drawing withGroups(List<Group> newGroups) {
        return new Drawing(layout, newGroups, notes);
    }

    /// Returns this with other notes.
    public Drawing withNotes(List<Note> newNotes) {
        return new Drawing(layout, groups, newNotes);
    }
}
