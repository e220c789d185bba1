package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;

/// Brings columns of a reference to each row, of one row of the reference at most.
final class LookupStep implements StepType {
    private static final Parameter ON_MISSING =
            Parameter.choice(
                    "on_missing",
                    "what becomes of a row that the reference has no row for: its new columns are"
                            + " null, or it goes to the port rejected (reject)",
                    "null",
                    "reject");
    private static final Parameter ON_MANY =
            Parameter.choice(
                    "on_many",
                    "what becomes of a row that the reference has several rows for: it goes to the"
                            + " port rejected (reject), or takes the first by order_by (first)",
                    "reject",
                    "first");

    @Override
    public String name() {
        return "lookup";
    }

    @Override
    public String summary() {
        return "Brings columns of a reference to each row, by keys; rows are never multiplied, and"
                + " every one comes out or is rejected";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Port> inputs() {
        return List.of(
                Port.one(LookupText.IN, "the rows to work on"),
                Port.one(LookupText.REFERENCE, "the rows to look up in"));
    }

    @Override
    public List<Port> outputs() {
        return List.of(
                Port.one(PortRef.OUT, "the rows with the columns brought"),
                Port.one(
                        LookupText.REJECTED,
                        "the rows as they came in that have no row of the reference, or several"));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "on",
                        ParameterKind.KEY_PAIRS,
                        "the columns by which rows belong together; null belongs to nothing"),
                Parameter.optional(
                        "columns",
                        ParameterKind.COLUMNS_AS,
                        "the columns of the reference to bring; all but the keys when left out"),
                ON_MISSING,
                ON_MANY,
                Parameter.optional(
                        "order_by",
                        ParameterKind.SORT_KEYS,
                        "with on_many: first, the order of the reference that decides; ties go by"
                                + " the columns brought, the least first"));
    }

    @Override
    public String describe() {
        return "SELECT in.*, reference.<columns> FROM in LEFT JOIN reference ON <on>, where the"
                + " reference has one row of each <on>";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode reference = context.input(LookupText.REFERENCE);
        MatchingKeys keys = MatchingKeys.read(context, LookupText.IN, LookupText.REFERENCE);
        boolean first = context.arguments().choice(ON_MANY).equals("first");
        if (first != context.arguments().has("order_by")) {
            context.report(
                    first ? ErrorCode.PARAMETER_MISSING : ErrorCode.PARAMETER_INVALID,
                    first
                            ? "Missing required parameter: 'order_by' of step type lookup"
                            : "Invalid order_by: nothing is ordered without on_many: first",
                    "order_by",
                    "Set 'on_many' to first and 'order_by' together, or neither");
        }
        RelCollation order = SortKeys.read(context, "order_by", reference);
        Map<String, String> brought = brought(context, keys, reference);
        context.stopIfBroken();
        LookupText text =
                new LookupText(
                        context.input(LookupText.IN).getRowType().getFieldNames(),
                        keys,
                        brought,
                        first ? LookupText.order(order, reference, brought.keySet()) : null,
                        context.arguments().choice(ON_MISSING).equals("reject"));
        Map<String, RelNode> outputs = new LinkedHashMap<>();
        outputs.put(PortRef.OUT, context.made("on", text.out()));
        outputs.put(LookupText.REJECTED, context.made("on", text.rejected()));
        return new StepPlan(outputs, Set.of(), List.of(), null).keepingRows();
    }

    /// Returns the new names of the columns to bring, by the reference's names.
    private static Map<String, String> brought(
            StepContext context, MatchingKeys keys, RelNode reference) {
        List<String> names = reference.getRowType().getFieldNames();
        Map<String, String> wanted = new LinkedHashMap<>();
        if (context.arguments().value("columns").orElse(null) instanceof Value.Entries) {
            wanted.putAll(context.arguments().entries("columns"));
        } else if (context.arguments().has("columns")) {
            context.arguments().texts("columns").forEach(c -> wanted.put(c, c));
        } else {
            names.stream()
                    .filter(n -> Columns.find(keys.right(), n).isEmpty())
                    .forEach(n -> wanted.put(n, n));
        }
        Map<String, String> brought = new LinkedHashMap<>();
        Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        taken.addAll(context.input(LookupText.IN).getRowType().getFieldNames());
        wanted.forEach((old, name) ->
                context.attempt(
                                "columns",
                                _ -> names.get(Columns.index(names, old, "the input reference")))
                        .ifPresent(found -> {
                            String as = old.equals(name) ? found : name;
                            if (!taken.add(as) || brought.put(found, as) != null) {
                                context.report(
                                        ErrorCode.COLUMN_DUPLICATE,
                                        "Duplicate column: '" + as + "'",
                                        "columns",
                                        "List the columns to bring once each, and name them anew"
                                                + " where the input has one of that name: {"
                                                + found
                                                + ": new_name}");
                            }
                        }));
        return brought;
    }
}
