package io.plumbline.workbench.desktop.view.design;

import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/// The panel below the canvas: problems, preview, plan, run, lineage of a column.
final class BottomPanel extends TabPane {
    private final Tab problems;
    private final Tab preview;
    private final Tab plan;
    private final Tab run;
    private final Tab lineage;

    BottomPanel(Node problems, Node preview, Node plan, Node run, Node lineage) {
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        setId("bottom");
        this.problems = tab("Problems", problems);
        this.preview = tab("Preview", preview);
        this.plan = tab("Plan", plan);
        this.run = tab("Run", run);
        this.lineage = tab("Lineage", lineage);
    }

    private Tab tab(String title, Node content) {
        Tab tab = new Tab(title, content);
        getTabs().add(tab);
        return tab;
    }

    /// Says how many problems there are.
    void problems(int count) {
        problems.setText(count == 0 ? "Problems" : "Problems " + count);
    }

    void showProblems() {
        getSelectionModel().select(problems);
    }

    void showPreview() {
        getSelectionModel().select(preview);
    }

    void showPlan() {
        getSelectionModel().select(plan);
    }

    void showRun() {
        getSelectionModel().select(run);
    }

    void showLineage() {
        getSelectionModel().select(lineage);
    }
}
