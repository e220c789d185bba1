package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.desktop.view.shell.Command;
import io.plumbline.workbench.desktop.view.shell.Shell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be done on the design page, for the palette and the keyboard.
final class DesignCommands {
    private final Shell shell;
    private final DesignPage page;
    private final DesignPanels panels;

    DesignCommands(Shell shell, DesignPage page, DesignPanels panels) {
        this.shell = shell;
        this.page = page;
        this.panels = panels;
    }

    void add() {
        shell.add(Command.of("New pipeline", "Shortcut+N", page::newPipeline));
        shell.add(Command.when("Save", "Shortcut+S", page::isOpen, () -> page.save()));
        shell.add(Command.when("Run the pipeline", "F5", page::isOpen, panels::run));
        shell.add(Command.when("Preview the selected step", "F6", page::isOpen, panels::preview));
        shell.add(Command.when("Show the plan", "F7", page::isOpen, panels::plan));
        shell.add(Command.when("Show problems", "F8", page::isOpen, panels::problems));
        shell.add(edit("Undo", "Shortcut+Z", e -> e.model().undo()));
        shell.add(edit("Redo", "Shortcut+Y", e -> e.model().redo()));
        shell.add(edit("Redo (Shift)", "Shortcut+Shift+Z", e -> e.model().redo()));
        shell.add(edit("Add a step", null, e -> e.actions().openPalette()));
        shell.add(edit("Fit the pipeline into the window", null, e -> e.canvas().fit()));
        shell.add(edit("Arrange all steps", "Shortcut+Shift+A", e -> e.actions().arrange()));
        addDrawing();
        shell.add(
                edit(
                        "Show or hide the text beside the picture",
                        "Shortcut+T",
                        e -> e.showText(!e.isTextShown())));
        shell.add(this::found);
    }

    private void addDrawing() {
        shell.add(
                edit(
                        "Align selected steps on the left",
                        null,
                        e -> e.actions().align(true, false)));
        shell.add(
                edit(
                        "Align selected steps at the top",
                        null,
                        e -> e.actions().align(false, false)));
        shell.add(
                edit(
                        "Distribute selected steps across",
                        null,
                        e -> e.actions().align(false, true)));
        shell.add(edit("Distribute selected steps down", null, e -> e.actions().align(true, true)));
        shell.add(edit("Group selected steps", "Shortcut+G", e -> e.actions().drawing().group()));
        shell.add(
                edit(
                        "Ungroup selected steps",
                        "Shortcut+Shift+G",
                        e -> e.actions().drawing().ungroup()));
        shell.add(
                edit("Fold or unfold the group", "Shortcut+E", e -> e.actions().drawing().fold()));
        shell.add(edit("Add a note", null, e -> e.actions().drawing().addNote()));
    }

    private Command edit(
            String title, @Nullable String keys, java.util.function.Consumer<PipelineEditor> act) {
        return Command.when(title, keys, page::isOpen, () -> page.editor().ifPresent(act));
    }

    /// Pipelines, steps and columns that can be gone to.
    private List<Command> found() {
        List<Command> all = new ArrayList<>();
        for (String name : shell.workspace().workspace().pipelines().keySet()) {
            all.add(Command.of("Open pipeline " + name, null, () -> page.open(name)));
        }
        page.editor()
                .ifPresent(e ->
                        e.model()
                                .draft()
                                .pipeline()
                                .steps()
                                .forEach(s -> {
                                    all.add(
                                            Command.of(
                                                    "Go to step " + s.id(),
                                                    null,
                                                    () -> select(e, s.id())));
                                    e.schema(new PortRef(s.id(), PortRef.OUT))
                                            .ifPresent(schema ->
                                                    schema.names()
                                                            .forEach(c ->
                                                                    all.add(
                                                                            Command.of(
                                                                                    "Column "
                                                                                            + c
                                                                                            + " of step "
                                                                                            + s
                                                                                                    .id(),
                                                                                    null,
                                                                                    () ->
                                                                                            select(
                                                                                                    e,
                                                                                                    s
                                                                                                            .id())))));
                                }));
        return all;
    }

    private static void select(PipelineEditor editor, String step) {
        editor.select(step);
        editor.canvas().requestFocus();
    }
}
