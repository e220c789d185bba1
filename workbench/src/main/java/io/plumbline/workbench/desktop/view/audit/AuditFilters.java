package io.plumbline.workbench.desktop.view.audit;

import io.plumbline.engine.metadata.AuditRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// What narrows the events: action, actor, time, and text of the subject.
final class AuditFilters extends HBox {
    private static final String ALL_ACTIONS = "All actions";
    private static final String ALL_ACTORS = "All actors";

    private final ComboBox<String> actions = new ComboBox<>();
    private final ComboBox<String> actors = new ComboBox<>();
    private final ComboBox<Since> since = new ComboBox<>();
    private final TextField subject = new TextField();
    private final Runnable changed;
    private boolean refilling;

    /// How far back.
    private enum Since {
        ANY("Any time", Duration.ZERO),
        HOUR("Last hour", Duration.ofHours(1)),
        DAY("Last 24 hours", Duration.ofDays(1)),
        WEEK("Last 7 days", Duration.ofDays(7)),
        MONTH("Last 30 days", Duration.ofDays(30));

        private final String words;
        private final Duration back;

        Since(String words, Duration back) {
            this.words = words;
            this.back = back;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    AuditFilters(Runnable changed) {
        super(8);
        this.changed = changed;
        actions.setId("audit-action");
        actions.setAccessibleText("Action");
        actions.getItems().setAll(ALL_ACTIONS);
        actions.setValue(ALL_ACTIONS);
        actors.setId("audit-actor");
        actors.setAccessibleText("Actor");
        actors.getItems().setAll(ALL_ACTORS);
        actors.setValue(ALL_ACTORS);
        since.setId("audit-since");
        since.setAccessibleText("Time");
        since.getItems().setAll(Since.values());
        since.setValue(Since.ANY);
        subject.setId("audit-subject");
        subject.setPromptText("Subject, such as pipeline:name");
        subject.setAccessibleText("Text of the subject");
        subject.setMinWidth(80);
        HBox.setHgrow(subject, Priority.ALWAYS);
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(0, 8, 0, 0));
        actions.setOnAction(_ -> tell());
        actors.setOnAction(_ -> tell());
        since.setOnAction(_ -> tell());
        subject.textProperty().addListener((_, _, _) -> tell());
        getChildren().addAll(actions, actors, since, subject);
    }

    private void tell() {
        if (!refilling) {
            changed.run();
        }
    }

    /// Offers the actions and actors that there are; keeps what is chosen where it is still there.
    void offer(List<AuditRecord> events) {
        refilling = true;
        offer(actions, ALL_ACTIONS, events, AuditRecord::action);
        offer(actors, ALL_ACTORS, events, AuditRecord::actor);
        refilling = false;
    }

    private static void offer(
            ComboBox<String> box,
            String all,
            List<AuditRecord> events,
            Function<AuditRecord, String> value) {
        String chosen = box.getValue();
        List<String> values = new ArrayList<>();
        values.add(all);
        events.stream().map(value).distinct().sorted().forEach(values::add);
        box.getItems().setAll(values);
        box.setValue(values.contains(chosen) ? chosen : all);
    }

    /// Returns those events that are asked for, in their order.
    List<AuditRecord> of(List<AuditRecord> events) {
        String part = subject.getText().strip().toLowerCase(Locale.ROOT);
        Since back = since.getValue();
        Instant from = back == Since.ANY ? Instant.MIN : Instant.now().minus(back.back);
        return events.stream()
                .filter(e ->
                        ALL_ACTIONS.equals(actions.getValue())
                                || e.action().equals(actions.getValue()))
                .filter(e ->
                        ALL_ACTORS.equals(actors.getValue()) || e.actor().equals(actors.getValue()))
                .filter(e -> !e.time().isBefore(from))
                .filter(e -> e.subject().toLowerCase(Locale.ROOT).contains(part))
                .toList();
    }
}
