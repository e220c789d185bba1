package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Brings values into the form that a standard gives them.
final class StandardiseStep implements StepType {
    private static final String REJECTED = "rejected";
    private static final Parameter ON_INVALID =
            Parameter.choice(
                    "on_invalid",
                    "what a value that the standard does not know becomes: null, itself (keep), or"
                            + " its row goes to the port rejected (reject)",
                    "null",
                    "keep",
                    "reject");

    private record Changed(int index, String name, String text) {}

    @Override
    public String name() {
        return "standardise";
    }

    @Override
    public String summary() {
        return "Brings values into the form of a standard: country (ISO 3166), currency (ISO 4217),"
                + " email, phone (E.164), unit (mass, length, volume, temperature), timezone (local time to UTC)";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Port> outputs() {
        return List.of(
                Port.one(PortRef.OUT, "the rows in the form of the standards"),
                Port.one(REJECTED, "the rows as they came in that hold a value no standard knows"));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "columns",
                        ParameterKind.STANDARDS,
                        "the standard of each column. country: {to: alpha2, alpha3 or name};"
                                + " unit: {from: UNIT or unit: COLUMN, to: UNIT}; timezone: {zone:"
                                + " ZONE or zone_column: COLUMN}; phone: {region: COUNTRY or"
                                + " region_column: COLUMN}; currency and email take nothing"),
                ON_INVALID);
    }

    @Override
    public String describe() {
        return "SELECT <standard>(<column>) AS <column>, … FROM in";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        String action = context.arguments().choice(ON_INVALID);
        List<Changed> changed = changed(context, in, action);
        context.stopIfBroken();
        List<String> unknown = new ArrayList<>();
        changed.forEach(c ->
                unknown.add(
                        "("
                                + Columns.quoted(c.name())
                                + " IS NOT NULL AND ("
                                + c.text()
                                + ") IS NULL)"));
        RexNode invalid = context.condition("columns", String.join(" OR ", unknown), in);
        boolean reject = action.equals("reject");
        RexNode valid = in.getCluster().getRexBuilder().makeCall(SqlStdOperatorTable.NOT, invalid);
        RelNode kept = reject ? LogicalFilter.create(in, valid) : in;
        RexNode none = in.getCluster().getRexBuilder().makeLiteral(false);
        Columns columns = new Columns().addAll(kept);
        for (Changed c : changed) {
            String text =
                    action.equals("keep")
                            ? "COALESCE(" + c.text() + ", " + Columns.quoted(c.name()) + ")"
                            : c.text();
            columns.set(c.index(), c.name(), context.expression("columns." + c.name(), text, in));
        }
        Map<String, RelNode> outputs = new LinkedHashMap<>();
        outputs.put(PortRef.OUT, columns.over(kept));
        outputs.put(REJECTED, LogicalFilter.create(in, reject ? invalid : none));
        return new StepPlan(outputs, Set.of(), List.of(), null);
    }

    private static List<Changed> changed(StepContext context, RelNode in, String action) {
        List<String> names = in.getRowType().getFieldNames();
        List<Changed> changed = new ArrayList<>();
        Value given = context.arguments().value("columns").orElseThrow();
        ((Value.Entries) given)
                .entries()
                .forEach((column, value) -> {
                    String field = "columns." + column;
                    Optional<Integer> at =
                            context.attempt(field, _ -> Columns.index(names, column, "the input"));
                    Optional<String> text =
                            at.flatMap(i -> text(context, names, names.get(i), value, field));
                    if (at.isPresent() && text.isPresent()) {
                        String name = names.get(at.orElseThrow());
                        context.attempt(field, f -> context.expression(f, text.orElseThrow(), in));
                        changed.add(new Changed(at.orElseThrow(), name, text.orElseThrow()));
                    }
                    if (action.equals("keep") && standard(value).equals("timezone")) {
                        context.report(
                                ErrorCode.PARAMETER_INVALID,
                                "Invalid on_invalid: 'keep' with the standard timezone",
                                "on_invalid",
                                "A local time is not an instant: use null or reject");
                    }
                });
        return changed;
    }

    private static String standard(Value value) {
        return switch (value) {
            case Value.Text t -> t.value();
            case Value.Entries e -> e.text("standard").orElse("");
            case Value.Num _, Value.Bool _, Value.Items _ -> "";
        };
    }

    private static Optional<String> text(
            StepContext context, List<String> names, String column, Value value, String field) {
        Optional<StandardText> standard =
                context.attempt(field, _ -> StandardText.of(standard(value)));
        if (standard.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Value> given = new LinkedHashMap<>();
        if (value instanceof Value.Entries e) {
            given.putAll(e.entries());
            given.remove("standard");
        }
        Arguments arguments =
                Arguments.of(
                        "standard " + standard(value),
                        field + ".",
                        standard.orElseThrow().parameters(),
                        given);
        arguments.problems().forEach(context::report);
        if (!arguments.problems().isEmpty()) {
            return Optional.empty();
        }
        return context.attempt(field, _ -> standard.orElseThrow().text(column, arguments, names));
    }
}
