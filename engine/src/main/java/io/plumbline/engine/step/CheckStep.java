package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.quality.CheckAction;
import io.plumbline.engine.quality.CompiledCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Puts rows to quality checks and keeps those that fail a quarantine check apart.
final class CheckStep implements StepType {
    static final String FLAGGED = "flagged";
    private static final String REJECTED = "rejected";

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "Puts every row to quality checks: a failing row warns, goes to quarantine, or stops"
                + " the run";
    }

    @Override
    public Role role() {
        return Role.CHECK;
    }

    @Override
    public List<Port> outputs() {
        return List.of(
                Port.one(PortRef.OUT, "the rows that fail no quarantine check"),
                Port.one(REJECTED, "the rows that fail a quarantine check"));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "checks",
                        ParameterKind.CHECKS,
                        "the checks, each with its type, its parameters, on_failure (stop,"
                                + " quarantine or warn), severity and name"),
                Parameter.optional(
                        "keys",
                        ParameterKind.COLUMNS,
                        "the columns that name a failing row in reports and in quarantine"));
    }

    @Override
    public String describe() {
        return "SELECT * FROM in WHERE NOT <failing>, and by the port rejected: SELECT * FROM in"
                + " WHERE <failing>";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        List<String> names = in.getRowType().getFieldNames();
        List<String> keys = context.indexes("keys", in).stream().map(names::get).toList();
        List<CompiledCheck> checks = new ArrayList<>();
        Columns columns = new Columns().addAll(in);
        for (CheckReader.Read check : new CheckReader(context, in, keys).read()) {
            checks.add(check.compiled());
            columns.add(check.compiled().flag(), check.failing());
        }
        context.stopIfBroken();
        Map<String, RelNode> outputs = new LinkedHashMap<>();
        outputs.put(FLAGGED, columns.over(in));
        RelNode flagged = context.ownOutput(FLAGGED, outputs.get(FLAGGED).getRowType());
        outputs.put(PortRef.OUT, split(flagged, in, checks, false));
        outputs.put(REJECTED, split(flagged, in, checks, true));
        return new StepPlan(outputs, Set.of(FLAGGED), checks, null);
    }

    private static RelNode split(
            RelNode flagged, RelNode in, List<CompiledCheck> checks, boolean failing) {
        RexBuilder rex = flagged.getCluster().getRexBuilder();
        int width = in.getRowType().getFieldCount();
        List<RexNode> flags = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            if (checks.get(i).action() == CheckAction.QUARANTINE) {
                flags.add(Columns.ref(flagged, width + i));
            }
        }
        RexNode any =
                switch (flags.size()) {
                    case 0 -> rex.makeLiteral(false);
                    case 1 -> flags.getFirst();
                    default -> rex.makeCall(SqlStdOperatorTable.OR, flags);
                };
        RexNode condition = failing ? any : rex.makeCall(SqlStdOperatorTable.NOT, any);
        boolean all = flags.isEmpty() && !failing;
        RelNode kept = all ? flagged : LogicalFilter.create(flagged, condition);
        Columns columns = new Columns();
        for (int i = 0; i < width; i++) {
            columns.add(kept, i);
        }
        return columns.over(kept);
    }
}
