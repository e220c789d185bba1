package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Group;
import io.plumbline.engine.model.Note;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.step.StepType;
import io.plumbline.engine.step.StepTypes;
import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.Selection;
import io.plumbline.workbench.service.design.DesignDesk.Checked;
import io.plumbline.workbench.service.design.OpenWorkspace;
import io.plumbline.workbench.service.design.PipelineEdits;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is selected, from top to bottom: what it does, its fields, what is wrong with the cures,
/// its output columns.
final class Inspector extends ScrollPane {
    private final OpenWorkspace workspace;
    private final VBox content = new VBox();
    private final VBox findings = new VBox(8);
    private final VBox columns = new VBox();
    private final ColumnOrigins origins;
    private final KeySuggestions keys;
    private @Nullable PipelineEditor editor;
    private @Nullable StepForm form;
    private @Nullable TextField id;
    private @Nullable TextArea note;
    private String shownStep = "";
    private String shownType = "";

    Inspector(OpenWorkspace workspace, ColumnOrigins origins) {
        this.workspace = workspace;
        this.origins = origins;
        this.keys = new KeySuggestions(workspace);
        getStyleClass().add("inspector-scroll");
        content.getStyleClass().add("inspector");
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setId("inspector");
    }

    /// Shows what is selected in an editor; null for no editor.
    void show(@Nullable PipelineEditor shown) {
        if (editor != shown) {
            shownStep = "";
        }
        editor = shown;
        refresh();
    }

    /// Shows the state of now; fields that say the same already are left alone.
    void refresh() {
        PipelineEditor now = editor;
        if (now == null) {
            empty("Nothing open", "Open a pipeline from the tree on the left.");
            return;
        }
        Selection selection = now.canvas().selectionProperty().get();
        Pipeline pipeline = now.model().draft().pipeline();
        Optional<Group> group = now.actions().drawing().selected();
        String only = selection.boxes().size() == 1 ? selection.boxes().iterator().next() : "";
        if (group.isPresent()) {
            group(now, group.orElseThrow());
        } else if (only.startsWith(Diagram.Sticky.NOTE)) {
            note(now, only);
        } else if (!only.isEmpty()) {
            pipeline.step(only).ifPresent(s -> step(now, s));
        } else if (selection.boxes().size() > 1) {
            empty(
                    selection.boxes().size() + " steps selected",
                    "Drag to move them, Delete removes them, Ctrl C copies them as text, Ctrl G"
                            + " puts them into a group.");
        } else if (!selection.wires().isEmpty()) {
            wire(now, selection.wires().iterator().next());
        } else {
            pipeline(now, pipeline);
        }
    }

    /// Brings the cursor into the first field.
    void focusForm() {
        if (content.lookup("#group-name") instanceof TextField name) {
            name.requestFocus();
            name.selectAll();
        } else if (form != null) {
            form.focus();
        }
    }

    private void group(PipelineEditor now, Group group) {
        String shown = "group " + group;
        if (shown.equals(shownStep)) {
            return;
        }
        empty(
                "Group of " + group.steps().size() + " steps",
                "A frame around steps, or one box when it is folded. What the steps do, and what is"
                        + " known of them, stays the same.");
        shownStep = shown;
        content.getChildren().addAll(section("Name"), DrawingPane.name(now, group));
        content.getChildren().add(DrawingPane.buttons(now, group));
        content.getChildren().add(section("Steps"));
        group.steps().forEach(s -> content.getChildren().add(sub(s)));
    }

    private void note(PipelineEditor now, String id) {
        Note note = now.model().draft().pipeline().drawing().notes().get(DrawingActions.note(id));
        String shown = id + note.colour();
        if (!shown.equals(shownStep)) {
            empty(
                    "Note",
                    "Double-click or press Enter to write, drag it to move it, pull its lower right"
                            + " corner for another size.");
            shownStep = shown;
            content.getChildren().addAll(DrawingPane.tone(now, id, note));
        }
    }

    private void empty(String title, String text) {
        shownStep = "";
        content.getChildren().setAll(title(title), sub(text));
    }

    private static Label title(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("pane-title");
        label.setWrapText(true);
        return label;
    }

    private static Label sub(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("pane-sub");
        label.setWrapText(true);
        return label;
    }

    private static Label section(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section");
        return label;
    }

    private void pipeline(PipelineEditor now, Pipeline pipeline) {
        shownStep = "";
        Checked checked = now.model().checkedProperty().get();
        long errors =
                checked == null ? 0 : checked.problems().stream().filter(Problem::isError).count();
        content.getChildren()
                .setAll(
                        title(pipeline.name()),
                        sub(
                                pipeline.description() == null
                                        ? "No description yet: write one under 'description' in the"
                                                + " text."
                                        : pipeline.description()),
                        section(
                                pipeline.steps().size()
                                        + " steps · "
                                        + pipeline.wires().size()
                                        + " wires · "
                                        + (errors == 0 ? "types hold" : errors + " errors")));
        pipeline.parameters()
                .forEach(p ->
                        content.getChildren()
                                .add(
                                        sub(
                                                "Parameter :"
                                                        + p.name()
                                                        + "  "
                                                        + p.type()
                                                        + (p.defaultValue() == null
                                                                ? ", must be set"
                                                                : ", default "
                                                                        + p.defaultValue()))));
    }

    private void wire(PipelineEditor now, Wire wire) {
        shownStep = "";
        content.getChildren()
                .setAll(
                        title(wire.from() + " → " + wire.to().step()),
                        sub("What goes through this wire, before anything runs."));
        columns.getChildren().clear();
        now.schema(wire.from())
                .ifPresentOrElse(
                        s -> columns(now, wire.from(), s),
                        () ->
                                columns.getChildren()
                                        .add(
                                                sub(
                                                        "Its columns are not known: the step before"
                                                                + " it has errors.")));
        content.getChildren().add(columns);
    }

    private void step(PipelineEditor now, StepSpec step) {
        Optional<StepType> type = StepTypes.find(step.type());
        if (!step.id().equals(shownStep) || !step.type().equals(shownType)) {
            shownStep = step.id();
            shownType = step.type();
            build(now, step, type);
        }
        if (form != null) {
            form.show(step);
        }
        if (note != null && !note.isFocused()) {
            note.setText(step.note() == null ? "" : step.note());
        }
        findings(now, step);
        columns.getChildren().clear();
        CompiledPipeline compiled = compiled(now);
        keys.show(now, step, compiled);
        if (compiled != null) {
            compiled.step(step.id())
                    .ifPresent(s ->
                            s.schemas()
                                    .forEach((port, schema) -> {
                                        if (!port.equals("flagged")) {
                                            columns(now, new PortRef(step.id(), port), schema);
                                        }
                                    }));
        }
    }

    private static @Nullable CompiledPipeline compiled(PipelineEditor now) {
        Checked checked = now.model().checkedProperty().get();
        return checked == null ? null : checked.compiled();
    }

    private void build(PipelineEditor now, StepSpec step, Optional<StepType> type) {
        TextField named = nameField(now, step.id());
        TextArea noted = noteField(now.model(), step.id());
        StepForm fields = type.map(t -> form(now, step.id(), t)).orElse(null);
        id = named;
        note = noted;
        form = fields;
        content.getChildren()
                .setAll(
                        title(type.map(StepPalette::label).orElse(step.type())),
                        sub(type.map(StepType::summary).orElse("This type of step is not known")),
                        section("Name"),
                        named);
        if (fields != null) {
            content.getChildren().add(fields);
        }
        content.getChildren().addAll(keys, findings, columns, section("Note"), noted);
    }

    private TextField nameField(PipelineEditor now, String step) {
        TextField field = new TextField(step);
        field.setId("step-id");
        field.setAccessibleText("Name of the step");
        field.setOnAction(_ -> rename(now, step, field.getText().strip()));
        field.focusedProperty()
                .addListener((_, _, focused) -> {
                    if (!focused) {
                        rename(now, step, field.getText().strip());
                    }
                });
        return field;
    }

    private static TextArea noteField(DesignViewModel model, String step) {
        TextArea area = new TextArea();
        area.setPrefRowCount(2);
        area.setWrapText(true);
        area.setPromptText("Why it is done so");
        area.setAccessibleText("Note on the step");
        area.textProperty()
                .addListener((_, _, text) ->
                        model.edit(
                                "Write a note",
                                "note " + step,
                                p -> PipelineEdits.note(p, step, text.isBlank() ? null : text)));
        return area;
    }

    private StepForm form(PipelineEditor now, String step, StepType type) {
        StepForm.Names names =
                new StepForm.Names(
                        () -> ExpressionNames.all(now, step),
                        () -> ExpressionNames.columns(now, step),
                        datasets(),
                        ofRows(type) ? new SampleRows(now, workspace, step) : null);
        return new StepForm(
                type,
                names,
                (parameter, value) ->
                        now.model()
                                .edit(
                                        "Change " + parameter,
                                        "field " + step + " " + parameter,
                                        p -> PipelineEdits.set(p, step, parameter, value)));
    }

    /// Whether the expressions of a type are over single rows of its one input.
    private static boolean ofRows(StepType type) {
        return type.name().equals("filter") || type.name().equals("derive");
    }

    private void rename(PipelineEditor now, String from, String to) {
        if (!to.equals(from) && !to.isEmpty() && to.matches("[A-Za-z0-9_-]+")) {
            now.model().edit("Rename a step", null, p -> PipelineEdits.rename(p, from, to));
            if (now.model().draft().pipeline().step(to).isPresent()) {
                now.canvas().selectionProperty().set(Selection.box(to));
                return;
            }
        }
        if (id != null && shownStep.equals(from)) {
            id.setText(from);
        }
    }

    private List<String> datasets() {
        return List.copyOf(workspace.workspace().datasets().keySet());
    }

    private void findings(PipelineEditor now, StepSpec step) {
        findings.getChildren().clear();
        Checked checked = now.model().checkedProperty().get();
        if (checked == null) {
            return;
        }
        checked.problems().stream()
                .filter(p -> step.id().equals(p.place().step()))
                .forEach(p ->
                        findings.getChildren()
                                .add(
                                        new FindingCard(
                                                p,
                                                checked.fixes(p),
                                                fix ->
                                                        now.model()
                                                                .edit(
                                                                        fix.label(),
                                                                        null,
                                                                        fix.change()))));
    }

    private void columns(PipelineEditor now, PortRef port, Schema schema) {
        String title =
                port.port().equals(PortRef.OUT) ? "Output columns" : "Columns of " + port.port();
        columns.getChildren().add(section(title + " · " + schema.fields().size()));
        columns.getChildren().addAll(origins.rows(compiled(now), port, schema));
    }
}
