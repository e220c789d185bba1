package io.plumbline.workbench.desktop.view.shell;

import io.plumbline.workbench.desktop.view.shell.Tasks.Running;
import java.util.Locale;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// The lowest row: whether types hold, the last run, work that goes on with its cancel button, the
/// audit head, memory.
public final class StatusRow extends HBox {
    private static final long SHOWN_AFTER_NANOS = 300_000_000;

    private final Tasks tasks;
    private final Label types = new Label();
    private final Label lastRun = new Label();
    private final Label work = new Label();
    private final ProgressBar progress = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final Button cancel = new Button("Cancel");
    private final Label audit = new Label();
    private final Label memory = new Label();

    /// Makes the row; it follows the tasks by itself.
    public StatusRow(Tasks tasks) {
        this.tasks = tasks;
        getStyleClass().add("status-row");
        types.setId("status-types");
        lastRun.setId("status-run");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        cancel.getStyleClass().add("small");
        cancel.setOnAction(_ -> tasks.running().forEach(r -> r.cancellation().cancel()));
        getChildren().addAll(types, lastRun, work, progress, cancel, gap, audit, memory);
        tasks.running().addListener((ListChangeListener<Running>) _ -> work());
        Timeline beat = new Timeline(new KeyFrame(Duration.millis(500), _ -> beat()));
        beat.setCycleCount(Timeline.INDEFINITE);
        beat.play();
        sceneProperty()
                .addListener((_, _, scene) -> {
                    if (scene == null) {
                        beat.stop();
                    }
                });
        beat();
        work();
    }

    private void beat() {
        work();
        Runtime vm = Runtime.getRuntime();
        long used = (vm.totalMemory() - vm.freeMemory()) / 1024 / 1024;
        memory.setText(String.format(Locale.ROOT, "%,d MB", used));
    }

    private void work() {
        Running first =
                tasks.running().stream()
                        .filter(r -> System.nanoTime() - r.startedNanos() > SHOWN_AFTER_NANOS)
                        .findFirst()
                        .orElse(null);
        boolean shown = first != null;
        work.setText(first == null ? "" : first.title() + " …");
        for (Region part : new Region[] {work, progress, cancel}) {
            part.setVisible(shown);
            part.setManaged(shown);
        }
    }

    /// Says whether the types of what is shown hold.
    ///
    /// @param errors how many errors there are, -1 when nothing is shown
    public void types(int errors, int warnings) {
        types.getStyleClass().removeAll("good", "bad", "warn");
        if (errors < 0) {
            types.setText("");
        } else if (errors == 0) {
            types.setText(
                    warnings == 0
                            ? "● Types hold"
                            : "● Types hold, "
                                    + warnings
                                    + (warnings == 1 ? " warning" : " warnings"));
            types.getStyleClass().add(warnings == 0 ? "good" : "warn");
        } else {
            types.setText(
                    "■ " + errors + (errors == 1 ? " error blocks" : " errors block") + " the run");
            types.getStyleClass().add("bad");
        }
    }

    /// Says how the last run ended.
    public void lastRun(String text) {
        lastRun.setText(text);
    }

    /// Says where the audit log stands.
    public void audit(String text) {
        audit.setText(text);
    }
}
