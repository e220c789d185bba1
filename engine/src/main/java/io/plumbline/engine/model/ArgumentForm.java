package io.plumbline.engine.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/// Says whether a value has the form that a parameter declares.
final class ArgumentForm {
    private static final int SHOWN = 60;

    private ArgumentForm() {}

    static boolean fits(Parameter parameter, Value value) {
        return switch (parameter.kind()) {
            case TEXT, DATASET, QUERY, CONDITION -> filled(value);
            case EXPRESSION -> expression(value);
            case VALUE -> scalar(value);
            case INTEGER ->
                    value instanceof Value.Num n
                            && n.value().signum() >= 0
                            && n.value().stripTrailingZeros().scale() <= 0
                            && n.value().precision() - n.value().scale() <= 18;
            case FRACTION ->
                    value instanceof Value.Num n
                            && n.value().signum() > 0
                            && n.value().compareTo(BigDecimal.ONE) <= 0;
            case BOOLEAN -> value instanceof Value.Bool;
            case CHOICE ->
                    value instanceof Value.Text t
                            && parameter.choices().stream()
                                    .anyMatch(c -> c.equalsIgnoreCase(t.value()));
            case COLUMNS, SORT_KEYS -> filled(value) || list(value, ArgumentForm::filled);
            case JOIN_ON -> filled(value) || list(value, ArgumentForm::filled);
            case KEY_PAIRS, COLUMNS_AS ->
                    filled(value)
                            || list(value, ArgumentForm::filled)
                            || map(value, ArgumentForm::filled);
            case NAMED_VALUES ->
                    list(value, ArgumentForm::scalar) || map(value, ArgumentForm::scalar);
            case VALUES -> list(value, ArgumentForm::scalar);
            case WORDS -> list(value, v -> scalar(v) && !word(v).isEmpty());
            case COLUMN_FLOW -> map(value, ArgumentForm::names);
            case RENAMES, TYPES -> map(value, ArgumentForm::filled);
            case STANDARDS -> map(value, v -> filled(v) || v instanceof Value.Entries);
            case PARAMETERS -> map(value, ArgumentForm::scalar);
            case EXPRESSIONS -> map(value, ArgumentForm::expression);
            case CHECKS -> list(value, v -> v instanceof Value.Entries);
        };
    }

    private static String word(Value value) {
        return value instanceof Value.Text(String text) ? text : "a number or truth value";
    }

    /// An empty list says that there are none.
    private static boolean names(Value value) {
        return value instanceof Value.Items(List<Value> items)
                && items.stream().allMatch(ArgumentForm::filled);
    }

    private static boolean filled(Value value) {
        return value instanceof Value.Text text && !text.value().isBlank();
    }

    private static boolean scalar(Value value) {
        return !(value instanceof Value.Items) && !(value instanceof Value.Entries);
    }

    private static boolean expression(Value value) {
        return filled(value) || value instanceof Value.Num || value instanceof Value.Bool;
    }

    private static boolean list(Value value, Predicate<Value> element) {
        return value instanceof Value.Items(List<Value> items)
                && !items.isEmpty()
                && items.stream().allMatch(element);
    }

    private static boolean map(Value value, Predicate<Value> element) {
        return value instanceof Value.Entries map
                && !map.entries().isEmpty()
                && map.entries().keySet().stream().noneMatch(String::isBlank)
                && map.entries().values().stream().allMatch(element);
    }

    /// Returns what was given, for a message: short values as they are, others by their kind.
    static String shown(Value value) {
        return switch (value) {
            case Value.Text text ->
                    text.value().length() <= SHOWN ? "'" + text.value() + "'" : "a long text";
            case Value.Num number -> "'" + number.value().toPlainString() + "'";
            case Value.Bool bool -> "'" + bool.value() + "'";
            case Value.Items(List<Value> items) -> items.isEmpty() ? "an empty list" : "a list";
            case Value.Entries map -> map.entries().isEmpty() ? "an empty map" : "a map";
        };
    }
}
