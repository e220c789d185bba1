package io.plumbline.engine.model;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parameters of a step or check as given, held against their declarations. What is wrong is
/// listed and then absent, so that the right ones can still be used.
public final class Arguments {
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Arguments() {}

    /// Checks the parameters given.
    ///
    /// @param owner who declares them, such as `step type filter`
    /// @param field where they stand, put before each name in the places of problems; may be empty
    public static Arguments of(
            String owner, String field, List<Parameter> declared, Map<String, Value> given) {
        Arguments arguments = new Arguments();
        List<String> names = declared.stream().map(Parameter::name).toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                String remedy =
                        Suggestion.nearest(name, names)
                                .map(n -> "Did you mean '" + n + "'?")
                                .orElse(known(owner, names));
                arguments.report(
                        ErrorCode.PARAMETER_UNKNOWN,
                        "Unknown parameter: '" + name + "' of " + owner,
                        field + name,
                        remedy);
            }
        }
        for (Parameter parameter : declared) {
            Value value = given.get(parameter.name());
            if (value != null) {
                arguments.take(parameter, value, field);
            } else if (parameter.required()) {
                arguments.report(
                        ErrorCode.PARAMETER_MISSING,
                        "Missing required parameter: '" + parameter.name() + "' of " + owner,
                        field + parameter.name(),
                        "Set '" + parameter.name() + "' to " + parameter.form());
            }
        }
        return arguments;
    }

    private static String known(String owner, List<String> names) {
        return names.isEmpty()
                ? owner + " takes no parameters"
                : owner + " takes: " + String.join(", ", names);
    }

    private void report(ErrorCode code, String message, String field, String remedy) {
        problems.add(Problem.error(code, message, Place.NOWHERE.of(field), remedy));
    }

    private void take(Parameter parameter, Value value, String field) {
        if (ArgumentForm.fits(parameter, value)) {
            values.put(parameter.name(), value);
        } else {
            report(
                    ErrorCode.PARAMETER_INVALID,
                    "Invalid "
                            + parameter.name()
                            + ": "
                            + ArgumentForm.shown(value)
                            + " (must be "
                            + parameter.form()
                            + ")",
                    field + parameter.name(),
                    parameter.defaultText() == null
                            ? parameter.summary()
                            : parameter.summary() + "; default " + parameter.defaultText());
        }
    }

    /// Returns what is wrong: places hold the parameter alone.
    public List<Problem> problems() {
        return Collections.unmodifiableList(problems);
    }

    /// Returns whether a right value was given.
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// Returns the value as given.
    public Optional<Value> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// Returns a text, number or truth value as text.
    public Optional<String> text(String name) {
        return value(name).map(Arguments::scalar);
    }

    /// Returns a choice in lower case, or the declared default.
    public String choice(Parameter parameter) {
        return text(parameter.name())
                .map(t -> t.toLowerCase(java.util.Locale.ROOT))
                .orElse(String.valueOf(parameter.defaultText()));
    }

    /// Returns a whole number.
    public Optional<BigDecimal> integer(String name) {
        return value(name).map(v -> ((Value.Num) v).value());
    }

    /// Returns a list of texts; a single text is a list of one; empty when absent.
    public List<String> texts(String name) {
        return value(name)
                .map(v ->
                        v instanceof Value.Items items
                                ? items.items().stream().map(Arguments::scalar).toList()
                                : List.of(scalar(v)))
                .orElse(List.of());
    }

    /// Returns a list of values; empty when absent.
    public List<Value> values(String name) {
        return value(name)
                .map(v -> v instanceof Value.Items items ? items.items() : List.of(v))
                .orElse(List.of());
    }

    /// Returns a map of name to text in the order of the file; empty when absent.
    public Map<String, String> entries(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (values.get(name) instanceof Value.Entries entries) {
            entries.entries().forEach((k, v) -> texts.put(k, scalar(v)));
        }
        return texts;
    }

    private static String scalar(Value value) {
        return switch (value) {
            case Value.Text text -> text.value();
            case Value.Num number -> number.value().toPlainString();
            case Value.Bool bool -> String.valueOf(bool.value());
            case Value.Items _, Value.Entries _ ->
                    throw new IllegalArgumentException("not a single value");
        };
    }
}
