package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.PortRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;

/// Keeps the history of rows that change: one version for each time during which the tracked
/// columns of a key had the same values (a slowly changing dimension of type 2).
final class Scd2Step implements StepType {
    private static final String REJECTED = "rejected";
    private static final Parameter MISSING =
            Parameter.choice(
                    "missing",
                    "what happens to a key that changes no longer names: keep its version open, or"
                            + " close it at the latest effective time, as for a snapshot",
                    "keep",
                    "close");

    @Override
    public String name() {
        return "scd2";
    }

    @Override
    public String summary() {
        return "Keeps the history of rows that change: a version for each time during which the"
                + " tracked columns of a key had the same values; late changes go where they belong";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Port> inputs() {
        return List.of(
                Port.optional(ScdText.CURRENT, "the history so far, none at the first load"),
                Port.one(ScdText.CHANGES, "what has changed, or a snapshot of all rows"));
    }

    @Override
    public List<Port> outputs() {
        return List.of(
                Port.one(PortRef.OUT, "the whole history"),
                Port.one(REJECTED, "changes without an effective time or a key"));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "keys", ParameterKind.COLUMNS, "the columns that name what has a history"),
                Parameter.required(
                        "effective",
                        ParameterKind.TEXT,
                        "the column of changes that says from when on they hold"),
                Parameter.optional(
                        "tracked",
                        ParameterKind.COLUMNS,
                        "the columns whose change begins a version; all but keys, effective and"
                                + " deleted when left out"),
                Parameter.optional(
                        "deleted",
                        ParameterKind.TEXT,
                        "the BOOLEAN column of changes that is true when the key ends"),
                MISSING,
                named("valid_from", "the column that a version holds from"),
                named("valid_to", "the column that it holds until, null for ever"),
                named("is_current", "the column that is true for the last version"));
    }

    private static Parameter named(String name, String summary) {
        return new Parameter(name, summary, ParameterKind.TEXT, false, name, List.of());
    }

    @Override
    public String describe() {
        return "SELECT <keys>, <columns>, <effective> AS <valid_from>, LEAD(<effective>) OVER"
                + " (PARTITION BY <keys> ORDER BY <effective>) AS <valid_to>, … FROM current, changes";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode changes = context.input(ScdText.CHANGES);
        boolean hasCurrent = context.inputPorts().contains(ScdText.CURRENT);
        List<String> of = changes.getRowType().getFieldNames();
        List<String> keys = context.indexes("keys", changes).stream().map(of::get).toList();
        String effective = column(context, "effective", of);
        String deleted = context.arguments().has("deleted") ? column(context, "deleted", of) : null;
        context.stopIfBroken();
        Set<String> apart = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        apart.addAll(keys);
        apart.add(effective);
        if (deleted != null) {
            apart.add(deleted);
        }
        List<String> carried = of.stream().filter(c -> !apart.contains(c)).toList();
        List<String> tracked = tracked(context, changes, carried);
        String from = text(context, "valid_from");
        String to = text(context, "valid_to");
        ScdText text =
                new ScdText(
                        keys,
                        carried,
                        tracked,
                        effective,
                        deleted,
                        from,
                        to,
                        text(context, "is_current"),
                        context.arguments().choice(MISSING).equals("close"));
        if (hasCurrent) {
            checkCurrent(context, text);
        }
        context.stopIfBroken();
        Map<String, RelNode> outputs = new LinkedHashMap<>();
        outputs.put(PortRef.OUT, context.made("changes", text.history(hasCurrent)));
        outputs.put(REJECTED, context.made("changes", text.rejected()));
        return new StepPlan(outputs, Set.of(), List.of(), null);
    }

    private static String text(StepContext context, String parameter) {
        return context.arguments().text(parameter).orElse(parameter);
    }

    private static String column(StepContext context, String parameter, List<String> names) {
        String name = context.arguments().text(parameter).orElseThrow();
        return context.attempt(parameter, _ -> names.get(Columns.index(names, name, "changes")))
                .orElse(name);
    }

    private static List<String> tracked(
            StepContext context, RelNode changes, List<String> carried) {
        if (!context.arguments().has("tracked")) {
            return carried;
        }
        List<String> names = changes.getRowType().getFieldNames();
        List<String> out = new ArrayList<>();
        for (int i : context.indexes("tracked", changes)) {
            if (carried.contains(names.get(i))) {
                out.add(names.get(i));
            } else {
                context.report(
                        ErrorCode.PARAMETER_INVALID,
                        "Invalid tracked: '" + names.get(i) + "' is a key or a time",
                        "tracked",
                        "Leave it out");
            }
        }
        return out;
    }

    private static void checkCurrent(StepContext context, ScdText text) {
        List<String> names = context.input(ScdText.CURRENT).getRowType().getFieldNames();
        for (String column : text.ofCurrent()) {
            if (Columns.find(names, column).isEmpty()) {
                String lower = column.toLowerCase(Locale.ROOT);
                throw PlumblineException.of(
                        ErrorCode.COLUMN_UNKNOWN,
                        "Missing column: '" + column + "' of the input current",
                        "It needs the keys, the other columns of changes, and '"
                                + lower
                                + "' as the step itself makes them");
            }
        }
    }
}
