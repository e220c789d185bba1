package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.workbench.service.design.JoinKeys;
import io.plumbline.workbench.service.design.OpenWorkspace;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The keys that a join may have, each with why, applied by one press.
final class KeySuggestions extends VBox {
    private final OpenWorkspace workspace;
    private @Nullable CompiledPipeline seen;
    private String seenStep = "";
    private List<JoinKeys.Suggestion> found = List.of();

    KeySuggestions(OpenWorkspace workspace) {
        super(6);
        this.workspace = workspace;
        setId("key-suggestions");
    }

    /// Shows what is suggested for a step; those that are set already are left out.
    void show(PipelineEditor editor, StepSpec step, @Nullable CompiledPipeline compiled) {
        getChildren().clear();
        if (compiled == null || !JoinKeys.areKeysOf(step)) {
            return;
        }
        Pipeline pipeline = editor.model().draft().pipeline();
        if (compiled != seen || !step.id().equals(seenStep)) {
            seen = compiled;
            seenStep = step.id();
            found = JoinKeys.of(compiled, pipeline, step, workspace.workspace().datasets());
        }
        for (JoinKeys.Suggestion suggestion : found) {
            if (!suggestion.apply().apply(pipeline).equals(pipeline)) {
                if (getChildren().isEmpty()) {
                    Label title = new Label("Suggested keys");
                    title.getStyleClass().add("section");
                    getChildren().add(title);
                }
                getChildren().add(row(editor, suggestion));
            }
        }
    }

    private static VBox row(PipelineEditor editor, JoinKeys.Suggestion suggestion) {
        Button take = new Button(suggestion.words());
        take.getStyleClass().addAll("small", "key-suggestion");
        take.setMnemonicParsing(false); // names have underscores
        take.setMaxWidth(Double.MAX_VALUE);
        take.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        take.setAccessibleText("Join on " + suggestion.words() + ": " + suggestion.reason());
        take.setOnAction(_ ->
                editor.model().edit("Join on " + suggestion.words(), null, suggestion.apply()));
        Label why = new Label(suggestion.reason());
        why.getStyleClass().add("pane-sub");
        why.setWrapText(true);
        return new VBox(1, take, why);
    }
}
