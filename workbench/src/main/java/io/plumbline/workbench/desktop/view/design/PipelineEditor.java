package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.DiagramCanvas;
import io.plumbline.workbench.desktop.canvas.Hit;
import io.plumbline.workbench.desktop.canvas.Minimap;
import io.plumbline.workbench.desktop.canvas.Selection;
import io.plumbline.workbench.desktop.theme.Theme;
import io.plumbline.workbench.desktop.view.design.DiagramBuilder.RunMarks;
import io.plumbline.workbench.service.design.DesignDesk.Checked;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// One pipeline as a picture, and as text beside it when that is wanted.
final class PipelineEditor extends StackPane {
    private final DesignViewModel model;
    private final EditorActions actions;
    private final DiagramCanvas canvas;
    private final Minimap minimap;
    private final StackPane picture = new StackPane();
    private final SplitPane split = new SplitPane(picture);
    private final YamlPane yaml;
    private final CanvasBar bar;
    private final StepPalette palette = new StepPalette();
    private final Label hint = new Label();
    private RunMarks marks = RunMarks.NONE;
    private @Nullable Node card;

    PipelineEditor(DesignViewModel model, Theme theme, EditorActions.Around around) {
        this.model = model;
        this.actions = new EditorActions(this, model, around);
        this.canvas = new DiagramCanvas(theme.tokens(), actions);
        this.minimap = new Minimap(canvas, theme.tokens());
        this.yaml = new YamlPane(model::type);
        this.bar = new CanvasBar(this);
        hint.getStyleClass().add("empty-hint");
        hint.setMouseTransparent(true);
        canvas.setId("canvas");
        StackPane.setAlignment(bar, Pos.TOP_LEFT);
        StackPane.setAlignment(minimap, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(minimap, new Insets(10));
        palette.setVisible(false);
        palette.carries(actions::carried);
        StackPane.setAlignment(palette, Pos.TOP_LEFT);
        bar.setPickOnBounds(false);
        bar.setMaxHeight(Region.USE_PREF_SIZE);
        picture.getChildren().addAll(canvas, hint, bar, minimap, palette);
        getChildren().add(split);
        canvas.onKeys(new EditorKeys(this)::pressed);
        model.draftProperty().addListener((_, _, _) -> draw());
        model.checkedProperty().addListener((_, _, _) -> draw());
        canvas.viewportProperty().addListener((_, _, v) -> bar.scale(v.scale()));
        canvas.selectionProperty()
                .addListener((_, _, now) -> {
                    hideCard();
                    bar.selected(now.boxes().size());
                });
        draw();
        canvas.fit();
    }

    private void draw() {
        Checked checked = model.checkedProperty().get();
        Diagram diagram = DiagramBuilder.of(model.draft().pipeline(), checked, marks);
        canvas.show(diagram);
        boolean empty = diagram.boxes().isEmpty() && diagram.notes().isEmpty();
        hint.setVisible(empty);
        hint.setText(
                model.draft().isUnderstood()
                        ? "An empty pipeline.\nPress A, or double-click, to add its first step;"
                                + " drag a dataset from the left to read it."
                        : "The text cannot be understood. Mend it, and the picture comes back.");
        minimap.setVisible(!empty);
        if (split.getItems().contains(yaml)) {
            yaml.show(model.draft().text());
            markText(checked);
        }
        bar.undo(model.undoable(), model.redoable());
    }

    private void markText(@Nullable Checked checked) {
        if (checked != null && checked.draft() == model.draft()) {
            yaml.mark(located(checked.problems()));
        }
    }

    /// Returns problems with lines and columns of the text.
    List<Problem> located(List<Problem> problems) {
        return actions.around().workspace().desk().located(model.draft(), problems);
    }

    /// Shows what a run did or does.
    void mark(RunMarks shown) {
        marks = shown;
        draw();
    }

    RunMarks marks() {
        return marks;
    }

    DesignViewModel model() {
        return model;
    }

    DiagramCanvas canvas() {
        return canvas;
    }

    EditorActions actions() {
        return actions;
    }

    StepPalette palette() {
        return palette;
    }

    StackPane picture() {
        return picture;
    }

    /// Shows or hides the text.
    void showText(boolean shown) {
        if (!shown) {
            split.getItems().remove(yaml);
        } else if (!split.getItems().contains(yaml)) {
            split.getItems().add(yaml);
            split.setDividerPositions(0.58);
            draw();
        }
        bar.text(shown);
    }

    boolean isTextShown() {
        return split.getItems().contains(yaml);
    }

    /// Opens a note to be written into.
    void editNote(String id) {
        canvas.diagram()
                .note(id)
                .ifPresent(n -> {
                    NoteEditor field = new NoteEditor(this, n);
                    picture.getChildren().add(field);
                    field.requestFocus();
                    field.positionCaret(field.getLength());
                });
    }

    /// Selects a step; the group that it is folded into is unfolded first.
    void select(String step) {
        canvas.diagram()
                .holder(step)
                .filter(Diagram.Box::isGroup)
                .ifPresent(b -> actions.drawing().fold(b.title(), false));
        if (canvas.diagram().box(step).isPresent()) {
            canvas.selectionProperty().set(Selection.box(step));
            canvas.reveal(step);
        }
    }

    /// Goes to where a problem is: its box, and its line when the text is shown.
    void go(Problem problem) {
        String step = problem.place().step();
        if (step != null) {
            select(step);
        }
        boolean onlyText = step == null || !model.draft().isUnderstood();
        if (onlyText) {
            showText(true);
        }
        if (isTextShown()) {
            Problem placed = located(List.of(problem)).getFirst();
            yaml.go(placed.place().line(), placed.place().column());
        }
    }

    /// Shows what goes through a wire or a port, beside the pointer.
    void showCard(Hit hit, double screenX, double screenY) {
        hideCard();
        PortRef port =
                switch (hit) {
                    case Hit.OnWire w -> w.wire().from();
                    case Hit.OnPort p ->
                            p.input()
                                    ? model.draft().pipeline().wires().stream()
                                            .filter(w -> w.to().equals(p.port()))
                                            .map(io.plumbline.engine.model.Wire::from)
                                            .findFirst()
                                            .orElse(null)
                                    : p.port();
                    case Hit.OnBox _, Hit.OnNote _, Hit.OnFrame _, Hit.Ground _ -> null;
                };
        if (port == null) {
            return;
        }
        WireCard shown =
                new WireCard(port, schema(port).orElse(null), marks.rows().get(port.step()));
        shown.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        picture.getChildren().add(shown);
        StackPane.setAlignment(shown, Pos.TOP_LEFT);
        shown.applyCss();
        var at = picture.screenToLocal(screenX, screenY);
        double width = shown.prefWidth(-1);
        double height = shown.prefHeight(-1);
        double x = Math.clamp(at.getX() + 16, 0, Math.max(0, picture.getWidth() - width - 8));
        double y = Math.clamp(at.getY() + 12, 0, Math.max(0, picture.getHeight() - height - 8));
        StackPane.setMargin(shown, new Insets(y, 0, 0, x));
        card = shown;
    }

    void hideCard() {
        if (card != null) {
            picture.getChildren().remove(card);
            card = null;
        }
    }

    /// Returns the columns of an output; empty while they are not known.
    Optional<Schema> schema(PortRef port) {
        Checked checked = model.checkedProperty().get();
        return checked == null || checked.compiled() == null
                ? Optional.empty()
                : checked.compiled().schema(port);
    }

    /// Uses another theme's colours.
    void use(Theme theme) {
        canvas.use(theme.tokens());
        minimap.use(theme.tokens());
    }
}
