package io.plumbline.workbench.desktop.view.audit;

import io.plumbline.engine.metadata.AuditRecord;
import io.plumbline.workbench.desktop.view.shell.Columns;
import java.time.ZoneId;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// All that an event holds; each value can be copied.
final class AuditDetail extends ScrollPane {
    private final VBox box = new VBox(2);

    AuditDetail(AuditRecord event) {
        box.getStyleClass().add("run-detail");
        Label title = new Label(event.action() + " · " + event.outcome());
        title.getStyleClass().add("pane-title");
        title.setWrapText(true);
        box.getChildren().add(title);
        field("Sequence in the journal", String.valueOf(event.sequence()));
        field("Time", Columns.local(event.time()) + " " + ZoneId.systemDefault());
        field("Time in UTC", event.time().toString());
        field("Actor", event.actor());
        field("Action", event.action());
        field("Subject", event.subject());
        field("Outcome", event.outcome());
        event.details().forEach(this::field);
        field("Hash of its record", event.hash());
        setContent(box);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("inspector-scroll");
    }

    private void field(String name, String value) {
        Label label = new Label(name);
        label.getStyleClass().add("section");
        TextField text = new TextField(value);
        text.setEditable(false);
        text.setAccessibleText(name);
        text.getStyleClass().add("copy-field");
        box.getChildren().addAll(label, text);
    }
}
