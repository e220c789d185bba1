package io.plumbline.workbench.service.design;

import io.plumbline.engine.model.Group;
import io.plumbline.engine.model.Note;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Position;
import io.plumbline.engine.model.StepSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What a person can do to how a pipeline is drawn: groups and notes. Each edit is a new pipeline,
/// which does what the one before did. An edit that does not apply returns the pipeline as it is.
public final class DrawingEdits {
    private DrawingEdits() {}

    /// Returns a group of a pipeline.
    public static Optional<Group> group(Pipeline pipeline, String name) {
        return pipeline.drawing().groups().stream().filter(g -> g.name().equals(name)).findFirst();
    }

    /// Returns the group that a step is in.
    public static Optional<Group> groupOf(Pipeline pipeline, String step) {
        return pipeline.drawing().groups().stream()
                .filter(g -> g.steps().contains(step))
                .findFirst();
    }

    /// Puts steps into a new group, out of those that they were in.
    ///
    /// @param wish its name; with the least number that makes it unique when another has it
    public static Pipeline group(Pipeline pipeline, Set<String> ids, String wish) {
        List<String> steps =
                pipeline.steps().stream().map(StepSpec::id).filter(ids::contains).toList();
        if (steps.isEmpty()) {
            return pipeline;
        }
        List<Group> groups = new ArrayList<>();
        for (Group g : pipeline.drawing().groups()) {
            List<String> left = g.steps().stream().filter(s -> !steps.contains(s)).toList();
            if (!left.isEmpty()) {
                groups.add(new Group(g.name(), left, g.folded()));
            }
        }
        groups.add(new Group(freeName(groups, wish), steps, false));
        return with(pipeline, groups);
    }

    /// Takes groups apart; their steps stay.
    public static Pipeline ungroup(Pipeline pipeline, Set<String> names) {
        return with(
                pipeline,
                pipeline.drawing().groups().stream()
                        .filter(g -> !names.contains(g.name()))
                        .toList());
    }

    /// Gives a group another name. Nothing changes when another has it.
    public static Pipeline renameGroup(Pipeline pipeline, String name, String newName) {
        return newName.isBlank() || group(pipeline, newName).isPresent()
                ? pipeline
                : change(pipeline, name, g -> new Group(newName, g.steps(), g.folded()));
    }

    /// Folds a group to one box, or unfolds it.
    public static Pipeline fold(Pipeline pipeline, String name, boolean folded) {
        return change(pipeline, name, g -> new Group(g.name(), g.steps(), folded));
    }

    private static Pipeline change(Pipeline pipeline, String name, UnaryOperator<Group> change) {
        return with(
                pipeline,
                pipeline.drawing().groups().stream()
                        .map(g -> g.name().equals(name) ? change.apply(g) : g)
                        .toList());
    }

    /// Returns a name for a new group: the wish, or with the least number that makes it unique.
    static String freeName(List<Group> groups, String wish) {
        Set<String> taken = new HashSet<>();
        groups.forEach(g -> taken.add(g.name()));
        String name = wish;
        for (int n = 2; taken.contains(name); n++) {
            name = wish + " " + n;
        }
        return name;
    }

    private static Pipeline with(Pipeline pipeline, List<Group> groups) {
        return pipeline.drawn(pipeline.drawing().withGroups(groups));
    }

    /// Adds a note behind the others.
    public static Pipeline add(Pipeline pipeline, Note note) {
        List<Note> notes = new ArrayList<>(pipeline.drawing().notes());
        notes.add(note);
        return pipeline.drawn(pipeline.drawing().withNotes(notes));
    }

    /// Removes notes by their places in the list.
    public static Pipeline removeNotes(Pipeline pipeline, Set<Integer> indexes) {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < pipeline.drawing().notes().size(); i++) {
            if (!indexes.contains(i)) {
                notes.add(pipeline.drawing().notes().get(i));
            }
        }
        return pipeline.drawn(pipeline.drawing().withNotes(notes));
    }

    /// Changes one note.
    public static Pipeline change(Pipeline pipeline, int index, UnaryOperator<Note> change) {
        List<Note> notes = new ArrayList<>(pipeline.drawing().notes());
        if (index < 0 || index >= notes.size()) {
            return pipeline;
        }
        notes.set(index, change.apply(notes.get(index)));
        return pipeline.drawn(pipeline.drawing().withNotes(notes));
    }

    /// Returns a note elsewhere.
    public static Note at(Note note, Position place) {
        return new Note(note.text(), place, note.width(), note.height(), note.colour());
    }
}
