package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.step.StepType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;

/// The fields of a step, made from the declarations of its type.
final class StepForm extends VBox {
    private final Map<String, Consumer<@Nullable Value>> showing = new LinkedHashMap<>();
    private final Names names;
    private final Changed changed;
    private boolean updating;
    private @Nullable Node first;

    /// Names that fields offer.
    ///
    /// @param rows where values of expressions come from; null for a step whose expressions are not
    ///   over single rows
    record Names(
            Supplier<List<Completion.Candidate>> expressions,
            Supplier<List<Completion.Candidate>> columns,
            List<String> datasets,
            LiveValues.@Nullable Rows rows) {}

    /// Is told of a changed value.
    interface Changed {
        void set(String parameter, @Nullable Value value);
    }

    StepForm(StepType type, Names names, Changed changed) {
        super(0);
        this.names = names;
        this.changed = changed;
        for (Parameter parameter : type.parameters()) {
            Label label = new Label(label(parameter));
            label.getStyleClass().add("field-label");
            Node field = field(parameter);
            Node named =
                    field instanceof VBox box && !(field instanceof PairsField)
                            ? box.getChildren().getFirst()
                            : field;
            named.setId("field-" + parameter.name());
            named.setAccessibleText(label(parameter) + ": " + parameter.summary());
            label.setLabelFor(named);
            Tooltip.install(
                    label,
                    new Tooltip(
                            parameter.summary()
                                    + "; "
                                    + parameter.form()
                                    + (parameter.defaultText() == null
                                            ? ""
                                            : ", default " + parameter.defaultText())));
            getChildren().addAll(label, field);
            first = first == null ? named : first;
        }
    }

    private static String label(Parameter parameter) {
        String words = parameter.name().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + words.substring(1)
                + (parameter.required() ? "" : " (optional)");
    }

    /// Shows what a step holds; a field that says the same already is left alone.
    void show(StepSpec step) {
        updating = true;
        showing.forEach((name, show) -> show.accept(step.parameters().get(name)));
        updating = false;
    }

    /// Brings the cursor into the first field.
    void focus() {
        if (first != null) {
            first.requestFocus();
        }
    }

    private void tell(Parameter parameter, @Nullable Value value) {
        if (!updating) {
            changed.set(parameter.name(), value);
        }
    }

    private Node field(Parameter parameter) {
        if (ParameterValues.isPairs(parameter)) {
            boolean scalars =
                    parameter.kind() == ParameterKind.PARAMETERS
                            || parameter.kind() == ParameterKind.NAMED_VALUES;
            PairsField field =
                    new PairsField(
                            scalars,
                            parameter.kind() == ParameterKind.EXPRESSIONS,
                            names.expressions(),
                            parameter.kind() == ParameterKind.EXPRESSIONS ? names.rows() : null,
                            v -> tell(parameter, v));
            showing.put(parameter.name(), field::show);
            return field;
        }
        return switch (parameter.kind()) {
            case CHOICE -> choice(parameter);
            case DATASET -> dataset(parameter);
            case BOOLEAN -> bool(parameter);
            case CONDITION, EXPRESSION -> tried(area(parameter, 2, names.expressions()));
            case QUERY -> area(parameter, 10, names.expressions());
            case CHECKS, STANDARDS -> area(parameter, 8, names.columns());
            case COLUMN_FLOW, WORDS -> area(parameter, 3, names.columns());
            case JOIN_ON -> line(parameter, names.columns());
            default ->
                    line(parameter, ParameterValues.isList(parameter) ? names.columns() : List::of);
        };
    }

    private Node line(Parameter parameter, Supplier<List<Completion.Candidate>> offered) {
        TextField field = new TextField();
        if (parameter.defaultText() != null) {
            field.setPromptText(parameter.defaultText());
        }
        if (ParameterValues.isList(parameter)) {
            field.getStyleClass().add("expression");
        }
        return text(parameter, field, offered);
    }

    private TextInputControl area(
            Parameter parameter, int lines, Supplier<List<Completion.Candidate>> offered) {
        TextArea area = new TextArea();
        area.getStyleClass().add("expression");
        area.setWrapText(!ParameterValues.isNested(parameter));
        area.setPrefRowCount(lines);
        return text(parameter, area, offered);
    }

    /// Returns a field with the values of its expression below it.
    private Node tried(TextInputControl field) {
        return names.rows() == null
                ? field
                : new VBox(2, field, new LiveValues(field, names.rows()));
    }

    private TextInputControl text(
            Parameter parameter,
            TextInputControl field,
            Supplier<List<Completion.Candidate>> offered) {
        Completion.on(field, offered);
        field.textProperty()
                .addListener((_, _, text) ->
                        tell(parameter, ParameterValues.value(parameter, text).orElse(null)));
        showing.put(
                parameter.name(),
                value -> {
                    Value now = ParameterValues.value(parameter, field.getText()).orElse(null);
                    if (!java.util.Objects.equals(now, value)) {
                        field.setText(ParameterValues.text(parameter, value));
                    }
                });
        return field;
    }

    private Node choice(Parameter parameter) {
        ComboBox<String> box =
                new ComboBox<>(FXCollections.observableArrayList(parameter.choices()));
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty()
                .addListener((_, _, v) -> {
                    boolean standard = v != null && v.equals(parameter.defaultText());
                    tell(parameter, v == null || standard ? null : Value.text(v));
                });
        showing.put(
                parameter.name(),
                value ->
                        box.setValue(
                                value == null
                                        ? parameter.defaultText()
                                        : ParameterValues.text(parameter, value)
                                                .toLowerCase(java.util.Locale.ROOT)));
        return box;
    }

    private Node dataset(Parameter parameter) {
        SearchableComboBox<String> box =
                new SearchableComboBox<>(FXCollections.observableArrayList(names.datasets()));
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty()
                .addListener((_, _, v) -> {
                    if (v != null) {
                        tell(parameter, Value.text(v));
                    }
                });
        showing.put(
                parameter.name(),
                value -> {
                    String text = ParameterValues.text(parameter, value);
                    List<String> all = new ArrayList<>(box.getItems());
                    if (!text.isEmpty() && !all.contains(text)) {
                        box.getItems().add(text);
                    }
                    box.setValue(text.isEmpty() ? null : text);
                });
        return box;
    }

    private Node bool(Parameter parameter) {
        CheckBox box = new CheckBox(parameter.summary());
        box.setWrapText(true);
        box.selectedProperty()
                .addListener((_, _, on) -> tell(parameter, on ? new Value.Bool(true) : null));
        showing.put(
                parameter.name(),
                value -> box.setSelected(value instanceof Value.Bool(boolean on) && on));
        return box;
    }
}
