package io.plumbline.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelDistributions;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalExchange;
import org.junit.jupiter.api.Test;

class UnknownFlowTest {
    private final SqlCompiler compiler =
            new SqlCompiler(
                    Catalog.named(
                            Map.of(
                                    List.of("orders"),
                                    new Relation(
                                            List.of("orders"),
                                            Schema.of(
                                                    Field.of("id", DataType.BIGINT),
                                                    Field.of("amount", DataType.BIGINT))))));

    @Test
    void reportsAnOperatorThatItDoesNotKnowAndLosesNoColumn() {
        RelNode known = compiler.query("SELECT id, amount FROM orders");
        ColumnFlow flow = ColumnFlow.of(LogicalExchange.create(known, RelDistributions.SINGLETON));
        assertThat(flow.unknown()).containsExactly("operator LogicalExchange");
        assertThat(flow.columns())
                .allSatisfy(c -> assertThat(texts(c)).contains("UNKNOWN orders.id"))
                .allSatisfy(c -> assertThat(texts(c)).contains("UNKNOWN orders.amount"));
    }

    @Test
    void reportsNothingWhereEverythingIsKnown() {
        ColumnFlow flow = ColumnFlow.of(compiler.query("SELECT id, amount FROM orders"));
        assertThat(flow.unknown()).isEmpty();
        assertThat(texts(flow.columns().getFirst())).containsExactly("IDENTITY orders.id");
    }

    private static List<String> texts(ColumnFlow.Column column) {
        return column.direct().stream().map(i -> i.how() + " " + i.from()).toList();
    }
}
