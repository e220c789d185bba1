package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.error.Problem;
import io.plumbline.workbench.service.design.QuickFix;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// A problem with its cures as buttons.
final class FindingCard extends VBox {
    FindingCard(Problem problem, List<QuickFix> fixes, Consumer<QuickFix> chosen) {
        getStyleClass().add("finding");
        if (!problem.isError()) {
            getStyleClass().add("warning");
        }
        Label code = new Label(problem.code().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        code.getStyleClass().add("code");
        Label message = new Label(problem.message());
        message.getStyleClass().add("message");
        message.setWrapText(true);
        getChildren().addAll(code, message);
        if (problem.remedy() != null) {
            Label remedy = new Label(problem.remedy());
            remedy.getStyleClass().add("remedy");
            remedy.setWrapText(true);
            getChildren().add(remedy);
        }
        FlowPane buttons = new FlowPane(6, 6);
        for (QuickFix fix : fixes) {
            Button button = new Button(fix.label());
            button.setMnemonicParsing(false); // names hold underscores
            button.maxWidthProperty().bind(widthProperty().subtract(24));
            button.getStyleClass().addAll("small", "quick-fix");
            button.setMnemonicParsing(false); // names have underscores
            button.setOnAction(_ -> chosen.accept(fix));
            buttons.getChildren().add(button);
        }
        if (!fixes.isEmpty()) {
            getChildren().add(buttons);
        }
    }
}
