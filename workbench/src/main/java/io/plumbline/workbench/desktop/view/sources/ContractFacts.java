package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// What a contract says beside its columns: residency, retention, quality rules, service levels.
final class ContractFacts {
    private static final String NOT_TOLD = "not told";

    private ContractFacts() {}

    static Node of(Dataset dataset) {
        VBox box = new VBox(10);
        box.getStyleClass().add("data-side");
        box.getChildren().add(Parts.label("Contract", "pane-title"));
        box.getChildren().add(facts(dataset));
        add(
                box,
                "Quality rules",
                dataset.checks(),
                "No rules: no check of the source is asked for");
        add(box, "Service levels", dataset.serviceLevels(), "No service levels are promised");
        add(
                box,
                "Other properties",
                entries(dataset.contract().items("customProperties")),
                "No other properties");
        ScrollPane scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("inspector-scroll");
        return scroll;
    }

    private static GridPane facts(Dataset dataset) {
        GridPane grid = new GridPane(16, 5);
        fact(grid, "Residency", dataset.property("residency"));
        fact(
                grid,
                "Retention",
                dataset.property("retention").or(() -> level(dataset, "retention")));
        for (String key : List.of("version", "status", "domain", "dataProduct", "apiVersion")) {
            fact(grid, key, dataset.contract().text(key));
        }
        fact(
                grid,
                "Key",
                dataset.keys().isEmpty()
                        ? Optional.empty()
                        : Optional.of(String.join(", ", dataset.keys())));
        return grid;
    }

    private static Optional<String> level(Dataset dataset, String name) {
        return dataset.serviceLevels().stream()
                .filter(l -> l.text("property").equals(Optional.of(name)))
                .findFirst()
                .map(l -> l.text("value").orElse("") + " " + l.text("unit").orElse(""));
    }

    private static void fact(GridPane grid, String name, Optional<String> value) {
        Label told = Parts.label(value.orElse(NOT_TOLD), value.isEmpty() ? "muted" : "fact");
        grid.addRow(grid.getRowCount(), Parts.label(name, "muted"), told);
    }

    private static List<Value.Entries> entries(List<Value> values) {
        return values.stream()
                .filter(Value.Entries.class::isInstance)
                .map(Value.Entries.class::cast)
                .toList();
    }

    private static void add(VBox box, String title, List<Value.Entries> told, String none) {
        box.getChildren().add(Parts.label(title, "section"));
        told.forEach(e -> box.getChildren().add(Parts.label(words(e), "mono")));
        if (told.isEmpty()) {
            box.getChildren().add(Parts.label(none, "muted"));
        }
    }

    private static String words(Value.Entries told) {
        return told.entries().entrySet().stream()
                .map(ContractFacts::words)
                .collect(Collectors.joining("   "));
    }

    private static String words(Map.Entry<String, Value> entry) {
        return entry.getKey() + ": " + words(entry.getValue());
    }

    private static String words(Value value) {
        return switch (value) {
            case Value.Text t -> t.value();
            case Value.Num n -> n.value().toPlainString();
            case Value.Bool b -> Boolean.toString(b.value());
            case Value.Items i ->
                    i.items().stream()
                            .map(ContractFacts::words)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Value.Entries e -> "{" + words(e) + "}";
        };
    }
}
