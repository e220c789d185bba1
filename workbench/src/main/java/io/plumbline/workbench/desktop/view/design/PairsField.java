package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.Value;
import io.plumbline.workbench.desktop.theme.Icons;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Rows of a name and a text: expressions by column, new names by old ones.
final class PairsField extends VBox {
    private final VBox rows = new VBox(4);
    private final boolean scalars;
    private final boolean stacked;
    private final Supplier<List<Completion.Candidate>> candidates;
    private final LiveValues.@Nullable Rows values;
    private final Consumer<@Nullable Value> changed;
    private final List<Pair> pairs = new ArrayList<>();
    private boolean showing;

    /// The fields of one row.
    private record Pair(TextField name, TextField text) {}

    /// Makes the field.
    ///
    /// @param scalars whether numbers are numbers, rather than texts
    /// @param stacked whether texts are long and stand below their names
    /// @param values where the values of expressions come from; null where they are not shown
    PairsField(
            boolean scalars,
            boolean stacked,
            Supplier<List<Completion.Candidate>> candidates,
            LiveValues.@Nullable Rows values,
            Consumer<@Nullable Value> changed) {
        super(4);
        this.values = values;
        this.scalars = scalars;
        this.stacked = stacked;
        this.candidates = candidates;
        this.changed = changed;
        Button add = new Button("Add", Icons.node(Feather.PLUS, 12));
        add.getStyleClass().addAll("small", "plain", "add-pair");
        add.setOnAction(_ -> {
            row("", "");
            pairs.getLast().name().requestFocus();
        });
        getChildren().addAll(rows, add);
    }

    /// Shows a value, unless it is what stands there.
    void show(@Nullable Value value) {
        if (java.util.Objects.equals(value, value())) {
            return;
        }
        showing = true;
        rows.getChildren().clear();
        pairs.clear();
        pairs(value).forEach(p -> row(p.get(0), p.get(1)));
        showing = false;
    }

    private List<List<String>> pairs(@Nullable Value value) {
        List<List<String>> pairs = new ArrayList<>();
        switch (value) {
            case Value.Entries(Map<String, Value> entries) ->
                    entries.forEach((k, v) -> pairs.add(List.of(k, text(v))));
            case Value.Items(List<Value> items) ->
                    items.forEach(v -> pairs.add(List.of(text(v), "")));
            case null -> {}
            default -> pairs.add(List.of(text(value), ""));
        }
        return pairs;
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Num n -> n.value().toPlainString();
            case Value.Bool b -> Boolean.toString(b.value());
            case Value.Items _, Value.Entries _ -> "";
        };
    }

    private void row(String name, String text) {
        TextField left = new TextField(name);
        left.setPromptText("name");
        left.setPrefWidth(110);
        left.setMinWidth(70);
        if (stacked) {
            HBox.setHgrow(left, Priority.ALWAYS);
        }
        TextField right = new TextField(text);
        right.getStyleClass().add("expression");
        right.setPromptText("value");
        HBox.setHgrow(right, Priority.ALWAYS);
        Completion.on(right, candidates);
        Button remove = new Button("", Icons.node(Feather.X, 12));
        remove.getStyleClass().addAll("small", "plain");
        remove.setAccessibleText("Remove this row");
        Pair pair = new Pair(left, right);
        pairs.add(pair);
        Node row =
                stacked
                        ? new VBox(2, new HBox(4, left, remove), right)
                        : new HBox(4, left, right, remove);
        if (values != null && row instanceof VBox box) {
            box.getChildren().add(new LiveValues(right, values));
        }
        row.getStyleClass().add("pair");
        remove.setOnAction(_ -> {
            rows.getChildren().remove(row);
            pairs.remove(pair);
            tell();
        });
        left.textProperty().addListener((_, _, _) -> tell());
        right.textProperty().addListener((_, _, _) -> tell());
        rows.getChildren().add(row);
    }

    private void tell() {
        if (!showing) {
            changed.accept(value());
        }
    }

    private @Nullable Value value() {
        Map<String, Value> entries = new LinkedHashMap<>();
        List<Value> names = new ArrayList<>();
        boolean paired = false;
        for (Pair pair : pairs) {
            String name = pair.name().getText().strip();
            String text = pair.text().getText();
            if (!name.isEmpty()) {
                paired |= !text.isBlank();
                entries.put(name, scalars ? ParameterValues.scalar(text) : Value.text(text));
                names.add(Value.text(name));
            }
        }
        if (names.isEmpty()) {
            return null;
        }
        return paired ? new Value.Entries(entries) : new Value.Items(names);
    }
}
