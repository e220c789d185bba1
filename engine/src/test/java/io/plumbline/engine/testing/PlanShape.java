package io.plumbline.engine.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.externalize.RelWriterImpl;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.util.Pair;
import org.jspecify.annotations.Nullable;

/// Writes the shape of plans: operators and their attributes, without costs, ids and metadata.
public final class PlanShape {
    private PlanShape() {}

    /// Returns one line per operator, inputs indented.
    public static String of(RelNode rel) {
        StringWriter out = new StringWriter();
        rel.explain(new Writer(new PrintWriter(out)));
        return out.toString();
    }

    private static final class Writer extends RelWriterImpl {
        Writer(PrintWriter out) {
            super(out, SqlExplainLevel.EXPPLAN_ATTRIBUTES, false);
        }

        @Override
        protected void explain_(RelNode rel, List<Pair<String, @Nullable Object>> values) {
            StringBuilder line = new StringBuilder();
            spacer.spaces(line);
            line.append(rel.getRelTypeName()).append('(');
            int shown = 0;
            for (Pair<String, @Nullable Object> value : values) {
                if (!(value.right instanceof RelNode)) {
                    line.append(shown++ == 0 ? "" : ", ").append(value.left).append("=[");
                    line.append(value.right).append(']');
                }
            }
            pw.println(line.append(')'));
            spacer.add(2);
            rel.getInputs().forEach(i -> i.explain(this));
            spacer.subtract(2);
        }
    }
}
