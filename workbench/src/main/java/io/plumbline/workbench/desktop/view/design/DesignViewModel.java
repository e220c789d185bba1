package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.workbench.service.design.DesignDesk;
import io.plumbline.workbench.service.design.DesignDesk.Checked;
import io.plumbline.workbench.service.design.Draft;
import io.plumbline.workbench.service.design.DraftHistory;
import io.plumbline.workbench.service.design.OpenWorkspace;
import io.plumbline.workbench.service.design.PipelineLayout;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One pipeline while it is designed: what it is now, what is wrong with it, how to go back.
/// Changes and listeners are on the window's thread; compiling is not.
public final class DesignViewModel {
    private static final long KEEP_AFTER_MILLIS = 1_000;

    private final OpenWorkspace workspace;
    private final String name;
    private final LiveChecks checks;
    private final Executor window;
    private final DraftHistory history;
    private final boolean recovered;
    private final ReadOnlyObjectWrapper<Draft> draft;
    private final ReadOnlyObjectWrapper<@Nullable Checked> checked = new ReadOnlyObjectWrapper<>();
    private final AtomicReference<@Nullable Draft> waiting = new AtomicReference<>();
    private Consumer<List<Problem>> failures = _ -> {};
    private boolean keeping;

    /// Opens a pipeline; what was not saved when the program last ended comes back.
    ///
    /// @param window runs things on the window's thread
    /// @throws PlumblineException when its file cannot be read
    DesignViewModel(OpenWorkspace workspace, String name, LiveChecks checks, Executor window) {
        this.workspace = workspace;
        this.name = name;
        this.checks = checks;
        this.window = window;
        DesignDesk desk = workspace.desk();
        Draft saved = desk.open(name);
        this.history = new DraftHistory(saved);
        Optional<String> kept = workspace.recovery().kept(name);
        this.recovered = kept.isPresent() && !kept.orElse("").equals(saved.text());
        if (recovered) {
            history.push(
                    Draft.of(name, kept.orElse(""), saved), "Bring back what was not saved", null);
        }
        this.draft = new ReadOnlyObjectWrapper<>(history.now());
        check();
    }

    /// Returns the pipeline's name.
    public String name() {
        return name;
    }

    /// Returns whether what is shown was brought back after the program ended without saving.
    public boolean isRecovered() {
        return recovered;
    }

    /// Returns the draft of now.
    public Draft draft() {
        return draft.get();
    }

    /// Returns the draft of now, to be listened to.
    public ReadOnlyObjectProperty<Draft> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    /// Returns what the compiler last said; null until it first did. It may be of an older draft.
    public ReadOnlyObjectProperty<@Nullable Checked> checkedProperty() {
        return checked.getReadOnlyProperty();
    }

    /// Takes who is told of failures to save.
    public void onFailure(Consumer<List<Problem>> told) {
        failures = told;
    }

    /// Changes the pipeline. Nothing happens when the change changes nothing, or the text cannot be
    /// understood and must be mended first.
    ///
    /// @param act what it is, in the words of a menu
    /// @param merge see [DraftHistory#push]
    public void edit(String act, @Nullable String merge, UnaryOperator<Pipeline> change) {
        Draft now = draft.get();
        if (!now.isUnderstood()) {
            return;
        }
        Pipeline changed = change.apply(now.pipeline());
        if (!changed.equals(now.pipeline())) {
            take(now.with(changed), act, merge);
        }
    }

    /// Takes another text of the file.
    public void type(String text) {
        Draft now = draft.get();
        if (!text.equals(now.text())) {
            take(Draft.of(name, text, now), "Edit text", "text");
        }
    }

    private void take(Draft next, String act, @Nullable String merge) {
        history.push(next, act, merge);
        shown();
    }

    /// Ends an act: what is typed next is another.
    public void seal() {
        history.seal();
    }

    /// Goes one act back.
    public void undo() {
        history.undo();
        shown();
    }

    /// Goes one act forward again.
    public void redo() {
        history.redo();
        shown();
    }

    private void shown() {
        draft.set(history.now());
        check();
        keepSoon();
    }

    /// Returns what undo would undo.
    public Optional<String> undoable() {
        return history.undoable();
    }

    /// Returns what redo would do again.
    public Optional<String> redoable() {
        return history.redoable();
    }

    /// Returns whether something is not saved.
    public boolean isChanged() {
        return history.isChanged();
    }

    /// Writes the file. Returns whether that worked; else the failure is told.
    public boolean save() {
        try {
            workspace.desk().save(draft.get());
            history.saved();
            workspace.recovery().forget(name);
            draft.set(history.now());
            return true;
        } catch (PlumblineException e) {
            failures.accept(e.problems());
            return false;
        }
    }

    /// Gives up what is not saved.
    public void giveUp() {
        workspace.recovery().forget(name);
        workspace.desk().forget(name);
    }

    /// Compiles the newest draft; those in between are skipped.
    void check() {
        waiting.set(draft.get());
        checks.soon(() -> {
            Draft newest = waiting.getAndSet(null);
            if (newest != null) {
                Checked result = workspace.desk().check(newest);
                window.execute(() -> checked.set(result));
                cure(result);
            }
        });
    }

    /// Looks for cures, unless there is something newer to compile; shows them when it found any.
    private void cure(Checked result) {
        Checked cured = workspace.desk().cured(result, () -> waiting.get() != null);
        if (!cured.tried().isEmpty()) {
            window.execute(() -> {
                if (checked.get() == result) {
                    checked.set(cured);
                }
            });
        }
    }

    /// Gives boxes without a place one, as an act that is no change of the file.
    static Draft placed(Draft draft) {
        Pipeline complete = PipelineLayout.complete(draft.pipeline());
        return complete.equals(draft.pipeline()) ? draft : draft.with(complete);
    }

    private void keepSoon() {
        if (!keeping) {
            keeping = true;
            checks.later(KEEP_AFTER_MILLIS, () -> window.execute(this::keep));
        }
    }

    private void keep() {
        keeping = false;
        Draft now = draft.get();
        boolean changed = isChanged();
        checks.soon(() -> {
            try {
                if (changed) {
                    workspace.recovery().keep(name, now.text());
                } else {
                    workspace.recovery().forget(name);
                }
            } catch (PlumblineException e) {
                window.execute(() -> failures.accept(e.problems()));
            }
        });
    }
}
