package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.calcite.rel.logical.LogicalMinus;
import org.apache.calcite.rel.logical.LogicalUnion;

/// The steps `union`, `intersect` and `except`: rows of several inputs with the same columns.
final class SetOperationStep implements StepType {
    private static final String ALL = "all";
    private static final String DISTINCT = "distinct";

    /// What is done with the rows.
    enum Operation {
        UNION("unite", "Puts the rows of its inputs under each other"),
        INTERSECT("intersect", "Keeps the rows that all of its inputs have"),
        EXCEPT("subtract", "Keeps the rows of its first input that none of the others has");

        private final String verb;
        private final String summary;

        Operation(String verb, String summary) {
            this.verb = verb;
            this.summary = summary;
        }
    }

    private final Operation operation;
    private final Parameter kind;

    SetOperationStep(Operation operation) {
        this.operation = operation;
        this.kind =
                switch (operation) {
                    case UNION ->
                            Parameter.choice(
                                    "kind",
                                    "whether repeated rows stay (all) or go (distinct)",
                                    ALL,
                                    DISTINCT);
                    case INTERSECT ->
                            Parameter.choice(
                                    "kind",
                                    "whether repeated rows go (distinct) or stay, as often as every"
                                            + " input has them (all)",
                                    DISTINCT,
                                    ALL);
                    case EXCEPT ->
                            Parameter.choice(
                                    "kind",
                                    "whether repeated rows go (distinct) or each row of the others"
                                            + " takes one away (all)",
                                    DISTINCT,
                                    ALL);
                };
    }

    @Override
    public String name() {
        return switch (operation) {
            case UNION -> "union";
            case INTERSECT -> "intersect";
            case EXCEPT -> "except";
        };
    }

    @Override
    public String summary() {
        String nulls = operation == Operation.UNION ? "" : ", nulls being equal to each other";
        return operation.summary + nulls + "; these must have the same columns in the same order";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Port> inputs() {
        return List.of(Port.many("in", "rows with the same columns in the same order", 2));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(kind);
    }

    @Override
    public String describe() {
        return "SELECT * FROM in1 " + operation + " <kind> SELECT * FROM in2 …";
    }

    @Override
    public StepPlan compile(StepContext context) {
        List<RelNode> inputs = new AlikeInputs(context, operation.verb).read();
        boolean all = context.arguments().choice(kind).equals(ALL);
        return switch (operation) {
            case UNION -> StepPlan.of(LogicalUnion.create(inputs, all));
            case INTERSECT -> StepPlan.of(LogicalIntersect.create(inputs, all)).keepingRows();
            case EXCEPT -> StepPlan.of(LogicalMinus.create(inputs, all)).keepingRows();
        };
    }
}
