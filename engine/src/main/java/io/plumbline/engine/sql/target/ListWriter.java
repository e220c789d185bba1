package io.plumbline.engine.sql.target;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.sql.type.SqlTypeName;

/// Writes the rows that a list is turned into.
final class ListWriter {
    private final Language language;
    private final PlanWriter plans;

    ListWriter(Language language, PlanWriter plans) {
        this.language = language;
        this.plans = plans;
    }

    Block write(Uncollect uncollect) {
        plans.analytic("UNNEST");
        boolean one = uncollect.getInput().getRowType().getFieldCount() == 1;
        SqlTypeName type =
                uncollect
                        .getInput()
                        .getRowType()
                        .getFieldList()
                        .getFirst()
                        .getType()
                        .getSqlTypeName();
        if (!one || type != SqlTypeName.ARRAY) {
            throw language.refuse("UNNEST of several lists");
        }
        Block in = plans.write(uncollect.getInput());
        String list = in.columns().getFirst();
        List<String> columns = new ArrayList<>();
        columns.add("unnest(" + list + ")");
        if (uncollect.withOrdinality) {
            columns.add("CAST(generate_subscripts(" + list + ", 1) AS INTEGER)");
        }
        Block rows = new Block(in.from(), columns, in.where(), List.of(), null, true, in.joined());
        return plans.wrap(rows, uncollect.getRowType());
    }
}
