package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Position;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.step.StepType;
import io.plumbline.workbench.desktop.canvas.CanvasActions;
import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.Hit;
import io.plumbline.workbench.desktop.canvas.Selection;
import io.plumbline.workbench.desktop.canvas.Viewport;
import io.plumbline.workbench.service.design.DrawingEdits;
import io.plumbline.workbench.service.design.OpenWorkspace;
import io.plumbline.workbench.service.design.PipelineEdits;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// What hands and keys on the canvas do to the pipeline.
final class EditorActions implements CanvasActions {
    private final PipelineEditor editor;
    private final DesignViewModel model;
    private final Around around;

    /// What lies around an editor.
    interface Around {
        /// Returns the workspace.
        OpenWorkspace workspace();

        /// Shows the rows at an output.
        void preview(PortRef port);

        /// Brings the inspector's first field under the cursor.
        void inspect(String step);

        /// Starts work beside the window.
        io.plumbline.workbench.desktop.view.shell.Tasks tasks();
    }

    private final EditorClipboard clipboard;
    private final DrawingActions drawing;

    EditorActions(PipelineEditor editor, DesignViewModel model, Around around) {
        this.editor = editor;
        this.model = model;
        this.around = around;
        this.clipboard = new EditorClipboard(editor);
        this.drawing = new DrawingActions(editor, model);
    }

    /// Returns what is done to groups and notes.
    DrawingActions drawing() {
        return drawing;
    }

    Around around() {
        return around;
    }

    EditorClipboard clipboard() {
        return clipboard;
    }

    /// Opens the list of steps for one that is to be put into a wire.
    void openPaletteInto(Wire wire, Diagram.Spot at) {
        openPalette(new Point2D(10, 48), true, t -> add(t, at, null, wire));
    }

    /// Edits with all boxes where they are seen, so that none of them moves later.
    private void edit(String act, UnaryOperator<Pipeline> change) {
        model.edit(act, null, change);
    }

    @Override
    public void move(Map<String, Position> places) {
        int steps = drawing.steps(places.keySet()).size();
        String act =
                steps == 0
                        ? "Move a note"
                        : steps == 1 ? "Move a step" : "Move " + steps + " steps";
        edit(act, p -> DrawingActions.moved(p, places));
    }

    @Override
    public void resize(String note, double width, double height) {
        drawing.resize(note, width, height);
    }

    @Override
    public boolean mayConnect(PortRef from, PortRef to) {
        return PipelineEdits.mayConnect(model.draft().pipeline(), from, to);
    }

    @Override
    public void connect(PortRef from, PortRef to, @Nullable Wire instead) {
        edit(
                instead == null ? "Connect" : "Move a wire",
                p ->
                        PipelineEdits.connect(
                                instead == null ? p : PipelineEdits.disconnect(p, instead),
                                from,
                                to));
    }

    @Override
    public void disconnect(Wire wire) {
        edit("Take a wire away", p -> PipelineEdits.disconnect(p, wire));
    }

    @Override
    public void remove(Selection selection) {
        if (selection.isEmpty()) {
            return;
        }
        Set<String> steps = drawing.steps(selection.boxes());
        Set<Integer> notes = DrawingActions.notes(selection.boxes());
        int count = steps.size();
        String other = notes.isEmpty() ? "Take a wire away" : "Remove a note";
        String act =
                count == 0 ? other : count == 1 ? "Remove a step" : "Remove " + count + " steps";
        edit(
                act,
                p -> {
                    Pipeline left = p;
                    for (Wire wire : selection.wires()) {
                        left = PipelineEdits.disconnect(left, wire);
                    }
                    return DrawingEdits.removeNotes(PipelineEdits.remove(left, steps), notes);
                });
    }

    @Override
    public void wantStep(Diagram.Spot at, @Nullable PortRef from, double screenX, double screenY) {
        Point2D local = editor.picture().screenToLocal(screenX, screenY);
        openPalette(
                local == null ? new Point2D(40, 60) : local,
                from != null,
                type -> add(type, at, from, null));
    }

    /// Opens the list of steps for one that is to stand behind what is selected, or in sight.
    void openPalette() {
        PortRef from = outputOfSelection();
        Viewport view = editor.canvas().viewportProperty().get();
        Diagram.Spot at =
                from == null
                        ? new Diagram.Spot(view.toX(80), view.toY(120))
                        : editor.canvas()
                                .diagram()
                                .holder(from.step())
                                .map(b ->
                                        new Diagram.Spot(
                                                b.x() + Diagram.Box.WIDTH + 48,
                                                b.y() + b.height() / 2))
                                .orElse(new Diagram.Spot(80, 80));
        openPalette(new Point2D(10, 48), from != null, type -> add(type, at, from, null));
    }

    private @Nullable PortRef outputOfSelection() {
        Set<String> boxes = editor.canvas().selectionProperty().get().boxes();
        if (boxes.size() != 1) {
            return null;
        }
        return editor.canvas()
                .diagram()
                .box(boxes.iterator().next())
                .filter(b -> !b.outputs().isEmpty())
                .map(b -> b.port(b.outputs().getFirst()))
                .orElse(null);
    }

    private void openPalette(
            Point2D at, boolean behind, java.util.function.Consumer<StepType> taken) {
        StepPalette palette = editor.palette();
        double x = Math.clamp(at.getX(), 0, Math.max(0, editor.picture().getWidth() - 310));
        double y = Math.clamp(at.getY(), 0, Math.max(0, editor.picture().getHeight() - 390));
        StackPane.setMargin(palette, new Insets(y, 0, 0, x));
        palette.setVisible(true);
        palette.open(
                behind,
                type -> {
                    closePalette();
                    taken.accept(type);
                },
                this::closePalette);
    }

    private void closePalette() {
        editor.palette().setVisible(false);
        editor.canvas().requestFocus();
    }

    /// Adds a step with its left middle at a point.
    ///
    /// @param from what its first input is to be led from
    /// @param into the wire that it is to be put into
    void add(StepType type, Diagram.Spot at, @Nullable PortRef from, @Nullable Wire into) {
        String id = PipelineEdits.freeId(model.draft().pipeline(), type.name());
        add(new StepSpec(id, type.name(), Map.of(), null), type, at, from, into);
    }

    private void add(
            StepSpec step,
            StepType type,
            Diagram.Spot at,
            @Nullable PortRef from,
            @Nullable Wire into) {
        edit(
                "Add " + StepPalette.label(type).toLowerCase(java.util.Locale.ROOT),
                p -> {
                    Position place =
                            new Position(
                                    Math.round(at.x() / 4) * 4.0,
                                    Math.round((at.y() - 29) / 4) * 4.0);
                    Pipeline added = PipelineEdits.add(p, step, place);
                    if (into != null) {
                        return PipelineEdits.insert(added, into, step.id());
                    }
                    return from == null || type.inputs().isEmpty()
                            ? added
                            : PipelineEdits.connect(
                                    added,
                                    from,
                                    new PortRef(step.id(), PipelineEdits.firstInput(type)));
                });
        editor.canvas().selectionProperty().set(Selection.box(step.id()));
        around.inspect(step.id());
    }

    /// Adds a step that reads a dataset, at a point of the scene or in sight.
    void read(String dataset, double sceneX, double sceneY) {
        Diagram.Spot at = spot(sceneX, sceneY);
        String id = PipelineEdits.freeId(model.draft().pipeline(), dataset);
        io.plumbline.engine.step.StepTypes.find("read")
                .ifPresent(type ->
                        add(
                                new StepSpec(
                                        id, "read", Map.of("dataset", Value.text(dataset)), null),
                                type,
                                at,
                                null,
                                null));
    }

    private Diagram.Spot spot(double sceneX, double sceneY) {
        Viewport view = editor.canvas().viewportProperty().get();
        Point2D local = editor.canvas().sceneToLocal(sceneX, sceneY);
        return new Diagram.Spot(view.toX(local.getX()), view.toY(local.getY()));
    }

    /// A step type is carried over the canvas from the list; dropped on a wire it is put into it.
    void carried(StepType type, double sceneX, double sceneY, boolean dropped) {
        Diagram.Spot at = spot(sceneX, sceneY);
        double scale = editor.canvas().viewportProperty().get().scale();
        Hit hit = Hit.at(editor.canvas().diagram(), at.x(), at.y(), scale);
        Wire into = hit instanceof Hit.OnWire(Wire wire) ? wire : null;
        if (!dropped) {
            editor.canvas()
                    .selectionProperty()
                    .set(into == null ? Selection.NONE : Selection.wire(into));
            return;
        }
        closePalette();
        Point2D local = editor.canvas().sceneToLocal(sceneX, sceneY);
        if (editor.canvas().contains(local)) {
            add(type, new Diagram.Spot(at.x() - Diagram.Box.WIDTH / 2, at.y()), null, into);
        }
    }

    @Override
    public void open(String id) {
        if (id.startsWith(Diagram.Sticky.NOTE)) {
            editor.editNote(id);
        } else if (id.startsWith(Diagram.Box.GROUP)) {
            drawing.group(id).ifPresent(g -> drawing.fold(g.name(), !g.folded()));
        } else {
            around.inspect(id);
        }
    }

    @Override
    public void hover(Hit hit, double screenX, double screenY) {
        editor.showCard(hit, screenX, screenY);
    }

    @Override
    public void menu(Hit hit, Diagram.Spot at, double screenX, double screenY) {
        new EditorMenu(editor).show(hit, at, screenX, screenY);
    }

    /// Shows the rows of a box's first output.
    void previewOf(String id) {
        editor.canvas()
                .diagram()
                .box(id)
                .ifPresent(b ->
                        around.preview(
                                b.outputs().isEmpty()
                                        ? new PortRef(id, PortRef.OUT)
                                        : b.port(b.outputs().getFirst())));
    }

    void selectAll() {
        Set<String> all = new HashSet<>();
        editor.canvas().diagram().boxes().forEach(b -> all.add(b.id()));
        editor.canvas().diagram().notes().forEach(n -> all.add(n.id()));
        editor.canvas().selectionProperty().set(new Selection(all, Set.of()));
    }

    /// Arranges all boxes in layers, as one act.
    void arrange() {
        Diagram diagram = editor.canvas().diagram();
        around.tasks()
                .start(
                        "Arranging",
                        _ -> AutoLayout.of(diagram),
                        places -> {
                            Diagram before = editor.canvas().diagram();
                            edit("Arrange", p -> DrawingActions.moved(p, places));
                            Diagram after = editor.canvas().diagram();
                            editor.canvas().show(before);
                            editor.canvas().showMoving(after);
                            editor.canvas().fit();
                        },
                        _ -> {});
    }

    /// Aligns or distributes what is selected.
    void align(boolean vertical, boolean distribute) {
        Set<String> ids = editor.canvas().selectionProperty().get().boxes();
        List<Diagram.Box> boxes =
                editor.canvas().diagram().boxes().stream()
                        .filter(b -> ids.contains(b.id()))
                        .toList();
        Map<String, Position> places =
                distribute
                        ? AutoLayout.distributed(boxes, vertical)
                        : AutoLayout.aligned(boxes, vertical);
        edit(distribute ? "Distribute" : "Align", p -> DrawingActions.moved(p, places));
    }
}
