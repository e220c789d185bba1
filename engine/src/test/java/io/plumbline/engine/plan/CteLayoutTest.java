package io.plumbline.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.testing.Shop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CteLayoutTest {
    private static final String READ = "  - {id: o, type: read, dataset: orders}\n";
    private final Shop shop =
            new Shop().put("orders", "id BIGINT", "cust BIGINT", "amount BIGINT", "note VARCHAR");

    private Map<List<String>, Unit> units(String steps) {
        CompiledPipeline compiled =
                new PipelineCompiler(shop)
                        .compile(Shop.pipeline("steps:\n" + READ + steps), Map.of());
        assertThat(compiled.problems()).isEmpty();
        Map<List<String>, Unit> units = new LinkedHashMap<>();
        Unit.of(compiled).forEach(u -> units.put(u.path(), u));
        return units;
    }

    private static List<String> path(String step) {
        return List.of("step", step, "out");
    }

    /// Returns each part as `step placing columns`.
    private static List<String> shown(CteLayout layout) {
        return layout.parts().stream()
                .map(p ->
                        p.path().get(1)
                                + " "
                                + p.placing()
                                + " "
                                + String.join(",", p.plan().getRowType().getFieldNames()))
                .toList();
    }

    private List<String> whole(String steps, String step) {
        return shown(new CteLayout(units(steps), p -> false, List.of(path(step)), List.of()));
    }

    @Test
    void placesAStepWithinTheOnlyOneThatScansItAndLeavesOutBareReads() {
        assertThat(
                        whole(
                                """
                                  - {id: f, type: filter, input: o, condition: amount > 0}
                                  - {id: s, type: select, input: f, columns: [id, cust]}
                                """,
                                "s"))
                .containsExactly("f INSIDE id,cust", "s NAMED id,cust");
    }

    @Test
    void givesOnlyTheColumnsThatSomebodyUses() {
        assertThat(
                        whole(
                                """
                                  - {id: f, type: filter, input: o, condition: note <> ''}
                                  - {id: d, type: derive, input: f, columns: {twice: amount * 2, other: id + 1}}
                                  - {id: a, type: aggregate, input: d, group_by: [cust], aggregates: {t: SUM(twice)}}
                                """,
                                "a"))
                .containsExactly("f INSIDE cust,amount", "d INSIDE cust,twice", "a NAMED cust,t");
    }

    @Test
    void computesOnceWhatTwoScanAndWhatCostsMoreThanFiltering() {
        String steps =
                """
                  - {id: g, type: aggregate, input: o, group_by: [cust], aggregates: {t: SUM(amount), n: COUNT(*)}}
                  - {id: f, type: filter, input: g, condition: t > 1}
                  - {id: low, type: filter, input: f, condition: n < 5}
                  - {id: high, type: filter, input: f, condition: n >= 5}
                  - {id: u, type: union, inputs: [low, high]}
                """;
        assertThat(whole(steps, "u"))
                .as("the filter over the aggregation is cheap by itself")
                .containsExactly(
                        "g INSIDE cust,t,n",
                        "f ONCE cust,t,n",
                        "low INSIDE cust,t,n",
                        "high INSIDE cust,t,n",
                        "u NAMED cust,t,n");
    }

    @Test
    void leavesAFilterThatTwoScanToTheEngine() {
        String steps =
                """
                  - {id: f, type: filter, input: o, condition: amount > 1}
                  - {id: low, type: filter, input: f, condition: cust < 5}
                  - {id: high, type: filter, input: f, condition: cust >= 5}
                  - {id: u, type: union, inputs: [low, high]}
                """;
        assertThat(whole(steps, "u")).contains("f NAMED id,cust,amount,note");
    }

    @Test
    void leavesOutWhatIsThereAlready() {
        String steps =
                """
                  - {id: g, type: aggregate, input: o, group_by: [cust], aggregates: {t: SUM(amount)}}
                  - {id: f, type: filter, input: g, condition: t > 1}
                """;
        assertThat(
                        shown(
                                new CteLayout(
                                        units(steps),
                                        path("g")::equals,
                                        List.of(path("f")),
                                        List.of())))
                .containsExactly("f NAMED cust,t");
    }

    @Test
    void needsOneColumnOfWhatIsCounted() {
        String steps =
                """
                  - {id: f, type: filter, input: o, condition: amount > 1}
                  - {id: g, type: filter, input: f, condition: cust < 5}
                """;
        assertThat(
                        shown(
                                new CteLayout(
                                        units(steps),
                                        p -> false,
                                        List.of(),
                                        List.of(path("f"), path("g")))))
                .containsExactly("f NAMED id,cust", "g NAMED id");
    }

    @Test
    void namesWhatASubQueryScansAsItsTextMayStandTwice() {
        String steps =
                """
                  - {id: m, type: aggregate, input: o, aggregates: {m: AVG(amount)}}
                  - {id: q, type: sql, inputs: [o, m], query: SELECT id FROM o WHERE amount > (SELECT m FROM m)}
                """;
        assertThat(whole(steps, "q")).containsExactly("m NAMED m", "q NAMED id");
    }

    @Test
    void endsNestingAtADepth() {
        String steps =
                IntStream.rangeClosed(1, 25)
                        .mapToObj(i ->
                                "  - {id: f%d, type: filter, input: %s, condition: amount > %d}%n"
                                        .formatted(i, i == 1 ? "o" : "f" + (i - 1), i))
                        .collect(Collectors.joining());
        assertThat(whole(steps, "f25"))
                .filteredOn(part -> part.contains("NAMED"))
                .extracting(part -> part.split(" ")[0])
                .containsExactly("f10", "f20", "f25");
    }
}
