package io.plumbline.engine.sql.target;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;

/// Writes rows of constants.
final class ValuesWriter {
    private final Language language;
    private final PlanWriter plans;

    ValuesWriter(Language language, PlanWriter plans) {
        this.language = language;
        this.plans = plans;
    }

    Block write(RelDataType rowType, List<? extends List<? extends RexNode>> tuples) {
        List<String> names = PlanWriter.inner(rowType);
        List<RelDataTypeField> fields = rowType.getFieldList();
        List<String> rows = new ArrayList<>();
        for (List<? extends RexNode> tuple : tuples) {
            List<String> row = new ArrayList<>();
            for (int i = 0; i < tuple.size(); i++) {
                String text = new Expressions(language, plans, List.of()).write(tuple.get(i));
                row.add(rows.isEmpty() ? plans.exact(text, fields.get(i).getType()) : text);
            }
            rows.add("(" + String.join(", ", row) + ")");
        }
        if (rows.isEmpty()) {
            List<String> nulls =
                    fields.stream()
                            .map(f -> "CAST(NULL AS " + language.type(f.getType()) + ")")
                            .toList();
            String one =
                    new Block(
                                    "(VALUES (0)) AS z(z)",
                                    nulls,
                                    List.of("FALSE"),
                                    List.of(),
                                    null,
                                    true,
                                    false)
                            .text(names);
            return plans.named("(" + one + ")", names);
        }
        String alias = plans.alias();
        String from =
                "(VALUES "
                        + String.join(", ", rows)
                        + ") AS "
                        + alias
                        + "("
                        + String.join(", ", names)
                        + ")";
        return Block.from(from, names.stream().map(n -> alias + "." + n).toList());
    }
}
