package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.Group;
import io.plumbline.engine.model.Note;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Position;
import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.Diagram.Sticky;
import io.plumbline.workbench.desktop.canvas.Selection;
import io.plumbline.workbench.desktop.canvas.Viewport;
import io.plumbline.workbench.service.design.DrawingEdits;
import io.plumbline.workbench.service.design.PipelineEdits;
import io.plumbline.workbench.service.design.PipelineLayout;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a person does to groups and notes, and what the ids of their boxes mean.
final class DrawingActions {
    private static final double WIDTH = 200;
    private static final double HEIGHT = 88;
    private static final double GRID = 4;

    private final PipelineEditor editor;
    private final DesignViewModel model;

    DrawingActions(PipelineEditor editor, DesignViewModel model) {
        this.editor = editor;
        this.model = model;
    }

    /// Returns the steps of some boxes: their own, and those of folded groups.
    Set<String> steps(Set<String> boxes) {
        Set<String> steps = new LinkedHashSet<>();
        for (String id : boxes) {
            if (id.startsWith(Box.GROUP)) {
                group(id).ifPresent(g -> steps.addAll(g.steps()));
            } else if (!id.startsWith(Sticky.NOTE)) {
                steps.add(id);
            }
        }
        return steps;
    }

    /// Returns the places in the list of the notes among some boxes.
    static Set<Integer> notes(Set<String> boxes) {
        Set<Integer> notes = new LinkedHashSet<>();
        boxes.stream().filter(b -> b.startsWith(Sticky.NOTE)).forEach(b -> notes.add(note(b)));
        return notes;
    }

    /// Returns the place in the list of a note.
    static int note(String id) {
        return Integer.parseInt(id.substring(Sticky.NOTE.length()));
    }

    /// Returns the folded group that a box shows.
    Optional<Group> group(String box) {
        return box.startsWith(Box.GROUP)
                ? DrawingEdits.group(model.draft().pipeline(), box.substring(Box.GROUP.length()))
                : Optional.empty();
    }

    /// Returns the group that is selected: its box, or all of its steps and nothing else.
    Optional<Group> selected() {
        Set<String> boxes = editor.canvas().selectionProperty().get().boxes();
        if (boxes.size() == 1 && group(boxes.iterator().next()).isPresent()) {
            return group(boxes.iterator().next());
        }
        return model.draft().pipeline().drawing().groups().stream()
                .filter(g -> !g.folded() && boxes.equals(Set.copyOf(g.steps())))
                .findFirst();
    }

    /// Returns the pipeline with boxes elsewhere: steps, folded groups with their steps, notes.
    static Pipeline moved(Pipeline pipeline, Map<String, Position> places) {
        Pipeline placed = PipelineLayout.complete(pipeline);
        Map<String, Position> steps = new HashMap<>();
        Pipeline changed = pipeline;
        for (var place : places.entrySet()) {
            String id = place.getKey();
            Position at = place.getValue();
            if (id.startsWith(Sticky.NOTE)) {
                changed = DrawingEdits.change(changed, note(id), n -> DrawingEdits.at(n, at));
            } else if (id.startsWith(Box.GROUP)) {
                DrawingEdits.group(pipeline, id.substring(Box.GROUP.length()))
                        .ifPresent(g -> steps.putAll(carried(g, placed.layout(), at)));
            } else {
                steps.put(id, at);
            }
        }
        return PipelineEdits.move(changed, steps);
    }

    private static Map<String, Position> carried(
            Group group, Map<String, Position> layout, Position to) {
        Map<String, Position> old = new HashMap<>(layout);
        old.keySet().retainAll(group.steps());
        double dx = to.x() - old.values().stream().mapToDouble(Position::x).min().orElse(0);
        double dy = to.y() - old.values().stream().mapToDouble(Position::y).min().orElse(0);
        old.replaceAll((_, p) -> new Position(p.x() + dx, p.y() + dy));
        return old;
    }

    /// Puts what is selected into a group.
    void group() {
        Set<String> boxes = editor.canvas().selectionProperty().get().boxes();
        Set<String> steps = steps(boxes);
        if (!steps.isEmpty()) {
            model.edit("Group", null, p -> DrawingEdits.group(p, steps, "Group"));
            editor.canvas().selectionProperty().set(new Selection(steps, Set.of()));
            selected().ifPresent(_ -> editor.actions().around().inspect(""));
        }
    }

    /// Takes the groups apart that are selected, or whose steps are.
    void ungroup() {
        Set<String> names = new LinkedHashSet<>();
        Set<String> steps = steps(editor.canvas().selectionProperty().get().boxes());
        steps.forEach(s ->
                DrawingEdits.groupOf(model.draft().pipeline(), s)
                        .ifPresent(g -> names.add(g.name())));
        if (!names.isEmpty()) {
            model.edit("Ungroup", null, p -> DrawingEdits.ungroup(p, names));
            editor.canvas().selectionProperty().set(new Selection(steps, Set.of()));
        }
    }

    /// Folds the groups of what is selected, or unfolds them.
    void fold() {
        steps(editor.canvas().selectionProperty().get().boxes()).stream()
                .findFirst()
                .flatMap(s -> DrawingEdits.groupOf(model.draft().pipeline(), s))
                .ifPresent(g -> fold(g.name(), !g.folded()));
    }

    /// Folds a group to one box, or unfolds it; what it shows is selected then.
    void fold(String name, boolean folded) {
        model.edit(
                folded ? "Fold a group" : "Unfold a group",
                null,
                p -> DrawingEdits.fold(p, name, folded));
        DrawingEdits.group(model.draft().pipeline(), name)
                .ifPresent(g ->
                        editor.canvas()
                                .selectionProperty()
                                .set(
                                        new Selection(
                                                folded
                                                        ? Set.of(Box.GROUP + name)
                                                        : Set.copyOf(g.steps()),
                                                Set.of())));
    }

    /// Gives a group another name.
    void rename(String from, String to) {
        boolean folded =
                DrawingEdits.group(model.draft().pipeline(), from)
                        .filter(Group::folded)
                        .isPresent();
        model.edit("Rename a group", null, p -> DrawingEdits.renameGroup(p, from, to.strip()));
        if (folded && DrawingEdits.group(model.draft().pipeline(), to.strip()).isPresent()) {
            editor.canvas().selectionProperty().set(Selection.box(Box.GROUP + to.strip()));
        }
    }

    /// Adds a note in sight and opens it.
    void addNote() {
        Viewport view = editor.canvas().viewportProperty().get();
        Diagram.Area seen = view.shown(editor.canvas().getWidth(), editor.canvas().getHeight());
        addNote(new Diagram.Spot(seen.x() + seen.width() / 2, seen.y() + seen.height() / 2));
    }

    /// Adds a note at a point and opens it.
    void addNote(Diagram.Spot at) {
        Position place =
                new Position(
                        Math.round((at.x() - WIDTH / 2) / GRID) * GRID,
                        Math.round((at.y() - HEIGHT / 2) / GRID) * GRID);
        model.edit(
                "Add a note",
                null,
                p -> DrawingEdits.add(p, new Note("", place, WIDTH, HEIGHT, Note.Tone.WARNING)));
        String id = Sticky.NOTE + (model.draft().pipeline().drawing().notes().size() - 1);
        editor.canvas().selectionProperty().set(Selection.box(id));
        editor.editNote(id);
    }

    /// Gives a note another tone.
    void tone(String id, Note.Tone tone) {
        model.edit(
                "Colour a note",
                null,
                p ->
                        DrawingEdits.change(
                                p,
                                note(id),
                                n -> new Note(n.text(), n.at(), n.width(), n.height(), tone)));
    }

    /// Gives a note another size.
    void resize(String id, double width, double height) {
        model.edit(
                "Resize a note",
                null,
                p ->
                        DrawingEdits.change(
                                p,
                                note(id),
                                n -> new Note(n.text(), n.at(), width, height, n.colour())));
    }

    /// Writes into a note; letters typed in a row are one act.
    void write(String id, String text) {
        model.edit(
                "Write a note",
                "note " + id,
                p ->
                        DrawingEdits.change(
                                p,
                                note(id),
                                n -> new Note(text, n.at(), n.width(), n.height(), n.colour())));
    }
}
