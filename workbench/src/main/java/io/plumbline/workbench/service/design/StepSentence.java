package io.plumbline.workbench.service.design;

import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Says in a few words what a step does, from its parameters, such as `left on customer_id`.
public final class StepSentence {
    private static final int LONG = 80;

    private StepSentence() {}

    /// Returns the words; the type's name where the parameters say nothing.
    public static String of(StepSpec step) {
        Map<String, Value> given = step.parameters();
        String words =
                switch (step.type()) {
                    case "read", "write" -> text(given, "dataset");
                    case "filter" -> text(given, "condition");
                    case "join", "as_of_join", "lookup" ->
                            joined(" on ", text(given, "kind"), text(given, "on"));
                    case "aggregate" ->
                            joined(" by ", names(given, "aggregates"), text(given, "group_by"));
                    case "derive", "rename", "standardise" -> names(given, "columns");
                    case "window" -> names(given, "columns");
                    case "sort" -> "by " + text(given, "by");
                    case "limit" -> text(given, "rows") + " rows";
                    case "check" -> checks(given);
                    case "sql" -> text(given, "query");
                    default -> "";
                };
        if (words.isBlank() || words.equals("by ") || words.equals(" rows")) {
            words =
                    given.isEmpty()
                            ? step.type().replace('_', ' ')
                            : given.entrySet().stream()
                                    .map(e -> shown(e.getValue()))
                                    .collect(Collectors.joining(" · "));
        }
        String line = words.replaceAll("\\s+", " ").strip();
        return line.length() > LONG ? line.substring(0, LONG) + "…" : line;
    }

    private static String checks(Map<String, Value> given) {
        int count = given.get("checks") instanceof Value.Items items ? items.items().size() : 0;
        return count == 0 ? "" : count + (count == 1 ? " check" : " checks");
    }

    private static String joined(String word, String left, String right) {
        if (left.isEmpty()) {
            return right.isEmpty() ? "" : word.strip() + " " + right;
        }
        return right.isEmpty() ? left : left + word + right;
    }

    private static String text(Map<String, Value> given, String name) {
        Value value = given.get(name);
        return value == null ? "" : shown(value);
    }

    private static String names(Map<String, Value> given, String name) {
        return given.get(name) instanceof Value.Entries(Map<String, Value> entries)
                ? String.join(", ", entries.keySet())
                : text(given, name);
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Num n -> n.value().toPlainString();
            case Value.Bool b -> Boolean.toString(b.value());
            case Value.Items(List<Value> items) ->
                    items.stream().map(StepSentence::shown).collect(Collectors.joining(", "));
            case Value.Entries(Map<String, Value> entries) -> String.join(", ", entries.keySet());
        };
    }
}
