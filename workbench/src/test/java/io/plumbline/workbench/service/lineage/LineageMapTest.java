package io.plumbline.workbench.service.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.service.lineage.LineageFocus.Direction;
import io.plumbline.workbench.service.lineage.LineageMap.Basis;
import io.plumbline.workbench.service.lineage.LineageMap.Dataset;
import io.plumbline.workbench.service.lineage.LineageMap.Edge;
import io.plumbline.workbench.service.lineage.LineageMap.Link;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageMapTest {
    private static final LineageItem PRICE = new LineageItem("orders", "price");
    private static final LineageItem STATE = new LineageItem("orders", "state");
    private static final LineageItem REVENUE = new LineageItem("daily", "revenue");
    private static final LineageItem TOTAL = new LineageItem("report", "total");

    private final LineageMap map =
            new LineageMap(
                    List.of(
                            new Dataset("daily", "managed", List.of("day", "revenue")),
                            new Dataset("orders", "shop", List.of("price", "state", "day")),
                            new Dataset("report", "managed", List.of("total"))),
                    List.of(
                            edge(PRICE, REVENUE, true, "sum: SUM(price)"),
                            edge(STATE, REVENUE, false, "paid: state = 'paid'"),
                            edge(REVENUE, TOTAL, true, "all: SUM(revenue)")),
                    List.of(
                            new Link("orders", "daily", "by_day", Basis.RECORDED),
                            new Link("daily", "report", "by_year", Basis.DESIGNED)),
                    List.of());

    private static Edge edge(LineageItem from, LineageItem to, boolean direct, String expression) {
        return new Edge(
                to.dataset().equals("daily") ? "by_day" : "by_year",
                Basis.RECORDED,
                from,
                to,
                direct,
                direct ? "AGGREGATION" : "FILTER",
                expression);
    }

    private LineagePart part(LineageItem item, Direction way, int depth, boolean indirect) {
        return LineagePart.of(map, new LineageFocus(item, way, depth, indirect));
    }

    @Test
    void followsAColumnBackThroughAllPipelines() {
        LineagePart part = part(TOTAL, Direction.UPSTREAM, LineageFocus.ALL, true);
        assertThat(part.edges())
                .extracting(e -> e.from().text())
                .containsExactly("daily.revenue", "orders.price", "orders.state");
        assertThat(part.columns().get("orders")).containsExactly("price", "state");
        assertThat(part.datasets()).extracting(Dataset::name).contains("orders", "report");
    }

    @Test
    void goesNoFurtherThanAskedAndLeavesOutIndirectInfluences() {
        assertThat(part(TOTAL, Direction.UPSTREAM, 1, true).edges()).hasSize(1);
        assertThat(part(TOTAL, Direction.UPSTREAM, LineageFocus.ALL, false).edges())
                .extracting(e -> e.from().text())
                .containsExactly("daily.revenue", "orders.price");
        assertThat(part(TOTAL, Direction.DOWNSTREAM, LineageFocus.ALL, true).edges()).isEmpty();
    }

    @Test
    void followsADatasetBothWaysFromItselfOnly() {
        LineagePart part = part(LineageItem.of("daily"), Direction.BOTH, LineageFocus.ALL, true);
        assertThat(part.links()).extracting(Link::pipeline).containsExactly("by_day", "by_year");
        assertThat(part(LineageItem.of("orders"), Direction.BOTH, 1, true).datasets())
                .extracting(Dataset::name)
                .containsExactly("daily", "orders");
    }

    @Test
    void countsWhatWouldFeelAChange() {
        LineagePart.Impact impact = LineagePart.impact(map, STATE);
        assertThat(impact.datasets()).containsExactly("daily", "report");
        assertThat(impact.columns()).containsExactly(REVENUE, TOTAL);
        assertThat(impact.pipelines()).containsExactly("by_day", "by_year");
        assertThat(impact.text())
                .isEqualTo("2 datasets, 2 columns and 2 pipelines would feel a change");
        assertThat(LineagePart.impact(map, TOTAL).text()).isEqualTo("Nothing depends on it");
    }

    @Test
    void findsTheChainOfExpressionsBetweenTwoColumns() {
        assertThat(map.chain(PRICE, TOTAL))
                .extracting(Edge::expression)
                .containsExactly("sum: SUM(price)", "all: SUM(revenue)");
        assertThat(map.chain(TOTAL, PRICE)).isEmpty();
    }

    @Test
    void findsDatasetsAndColumnsByPartsOfTheirNames() {
        assertThat(map.search("re", 9))
                .extracting(LineageItem::text)
                .containsExactly("report", "daily.revenue", "report.total");
        assertThat(map.search("ORDERS.P", 9)).containsExactly(PRICE);
        assertThat(map.search("day", 1)).hasSize(1);
        assertThat(map.search("zzz", 9)).isEmpty();
    }

    @Test
    void leavesOutWaysWhoseEndsAreNoDatasets() {
        LineageMap broken =
                new LineageMap(
                        List.of(),
                        map.edges(),
                        List.of(new Link("a", "b", "p", Basis.DESIGNED)),
                        List.of());
        assertThat(broken.isEmpty()).isTrue();
    }

    @Test
    void endsWhereColumnsActOnEachOtherInACircle() {
        LineageMap circle =
                new LineageMap(
                        map.datasets(),
                        List.of(edge(REVENUE, TOTAL, true, ""), edge(TOTAL, REVENUE, true, "")),
                        List.of(),
                        List.of());
        LineageFocus all = new LineageFocus(TOTAL, Direction.BOTH, LineageFocus.ALL, true);
        assertThat(LineagePart.of(circle, all).edges()).hasSize(2);
        assertThat(circle.chain(TOTAL, TOTAL)).isEmpty();
    }
}
