package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.document.ValueYaml;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a person types into a field of the inspector, as the value of a parameter, and back.
final class ParameterValues {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private ParameterValues() {}

    /// Whether a parameter's values are lists or maps of lists or maps, which are edited as YAML.
    static boolean isNested(Parameter parameter) {
        return switch (parameter.kind()) {
            case CHECKS, STANDARDS, COLUMN_FLOW, WORDS -> true;
            default -> false;
        };
    }

    /// Whether a parameter takes a list that is written with commas.
    static boolean isList(Parameter parameter) {
        return switch (parameter.kind()) {
            case COLUMNS, SORT_KEYS, VALUES, JOIN_ON -> true;
            default -> false;
        };
    }

    /// Whether a parameter takes pairs of name and text.
    static boolean isPairs(Parameter parameter) {
        return switch (parameter.kind()) {
            case RENAMES, TYPES, EXPRESSIONS, PARAMETERS, KEY_PAIRS, COLUMNS_AS, NAMED_VALUES ->
                    true;
            default -> false;
        };
    }

    /// Returns the text to show; empty for no value.
    static String text(Parameter parameter, @Nullable Value value) {
        if (value == null) {
            return "";
        }
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Num n -> n.value().toPlainString();
            case Value.Bool b -> Boolean.toString(b.value());
            case Value.Items(List<Value> items)
                    when items.stream().allMatch(v -> v instanceof Value.Text)
                            && !isNested(parameter) ->
                    items.stream()
                            .map(v -> ((Value.Text) v).value())
                            .collect(Collectors.joining(", "));
            case Value.Items items when !isNested(parameter) && scalars(items) ->
                    items.items().stream()
                            .map(v -> text(parameter, v))
                            .collect(Collectors.joining(", "));
            case Value.Items _, Value.Entries _ -> ValueYaml.write(value);
        };
    }

    private static boolean scalars(Value.Items items) {
        return items.items().stream()
                .noneMatch(v -> v instanceof Value.Items || v instanceof Value.Entries);
    }

    /// Returns the value that a text means; empty for an empty text, or YAML that is not one.
    static Optional<Value> value(Parameter parameter, String text) {
        String plain = text.strip();
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        if (isNested(parameter)) {
            return yaml(text);
        }
        return switch (parameter.kind()) {
            case INTEGER, FRACTION, VALUE -> Optional.of(scalar(plain));
            case BOOLEAN -> Optional.of(new Value.Bool(Boolean.parseBoolean(plain)));
            case COLUMNS, SORT_KEYS -> Optional.of(Value.texts(parts(plain)));
            case VALUES ->
                    Optional.of(
                            new Value.Items(
                                    parts(plain).stream().map(ParameterValues::scalar).toList()));
            case JOIN_ON ->
                    Optional.of(
                            parts(plain).stream().allMatch(p -> p.matches("\\w+"))
                                    ? Value.texts(parts(plain))
                                    : Value.text(plain));
            default -> Optional.of(Value.text(text.stripTrailing()));
        };
    }

    private static Optional<Value> yaml(String text) {
        try {
            return Optional.ofNullable(ValueYaml.read(text));
        } catch (PlumblineException _) {
            return Optional.of(Value.text(text)); // the compiler says what is wrong with it
        }
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(p -> !p.isEmpty()).toList();
    }

    /// Returns a number or truth value where the text is one, else the text.
    static Value scalar(String text) {
        if (NUMBER.matcher(text).matches()) {
            return new Value.Num(new BigDecimal(text));
        } else if (text.equals("true") || text.equals("false")) {
            return new Value.Bool(Boolean.parseBoolean(text));
        }
        return Value.text(text);
    }
}
