package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.WriteMode;
import io.plumbline.engine.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/// Hands rows to a dataset.
final class WriteStep implements StepType {
    private static final Parameter MODE =
            Parameter.choice(
                    "mode",
                    "whether the rows take the place of the old ones or are added to them",
                    "replace",
                    "append");

    @Override
    public String name() {
        return "write";
    }

    @Override
    public String summary() {
        return "Writes the rows to a dataset; where the workspace has no contract of that name, to"
                + " a managed table";
    }

    @Override
    public Role role() {
        return Role.SINK;
    }

    @Override
    public List<Port> outputs() {
        return List.of();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("dataset", ParameterKind.DATASET, "the dataset to write"), MODE);
    }

    @Override
    public String describe() {
        return "INSERT INTO <dataset> SELECT * FROM in";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        String dataset = context.arguments().text("dataset").orElseThrow();
        Optional<Schema> contract = context.contract(dataset);
        RelNode rows =
                contract.filter(c -> !c.fields().isEmpty())
                        .map(c -> new ContractColumns(context, dataset, c).fit(in))
                        .orElse(in);
        WriteMode mode =
                WriteMode.valueOf(context.arguments().choice(MODE).toUpperCase(Locale.ROOT));
        Schema schema = Types.schemaOf(rows.getRowType());
        SinkTarget target = new SinkTarget(dataset, contract.isPresent(), mode, schema);
        return new StepPlan(Map.of("out", rows), Set.of(), List.of(), target);
    }
}
