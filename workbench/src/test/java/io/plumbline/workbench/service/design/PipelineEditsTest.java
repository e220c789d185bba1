package io.plumbline.workbench.service.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.document.PipelineText;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Position;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineEditsTest {
    private static final Pipeline CHAIN =
            PipelineText.read(
                            "chain",
                            """
                            version: 1
                            steps:
                              - {id: a, type: read, dataset: d}
                              - {id: b, type: filter, input: a, condition: x > 1}
                              - {id: c, type: write, input: b, dataset: out}
                            layout:
                              a: {x: 0, y: 0}
                              b: {x: 200, y: 0}
                              c: {x: 400, y: 0}
                            """)
                    .pipeline()
                    .orElseThrow();

    private static List<String> wires(Pipeline p) {
        return p.wires().stream().map(w -> w.from() + ">" + w.to().step()).toList();
    }

    @Test
    void removingAStepTakesItsWiresAndItsPlace() {
        Pipeline left = PipelineEdits.remove(CHAIN, Set.of("b"));
        assertThat(left.steps()).extracting(StepSpec::id).containsExactly("a", "c");
        assertThat(left.wires()).isEmpty();
        assertThat(left.layout()).containsOnlyKeys("a", "c");
    }

    @Test
    void bypassingAStepLeadsItsFeederOn() {
        assertThat(wires(PipelineEdits.bypass(CHAIN, "b"))).containsExactly("a>c");
    }

    @Test
    void renamingAStepRenamesItInWiresAndLayout() {
        Pipeline renamed = PipelineEdits.rename(CHAIN, "b", "large");
        assertThat(wires(renamed)).containsExactly("a>large", "large>c");
        assertThat(renamed.layout()).containsOnlyKeys("a", "large", "c");
        assertThat(PipelineEdits.rename(CHAIN, "b", "c")).as("the name is taken").isEqualTo(CHAIN);
    }

    @Test
    void aStepPutIntoAWireTakesWhatWentThrough() {
        Pipeline with =
                PipelineEdits.add(
                        CHAIN, new StepSpec("d", "distinct", Map.of(), null), new Position(300, 0));
        Wire into = with.inputsOf("c").getFirst();
        assertThat(wires(PipelineEdits.insert(with, into, "d")))
                .containsExactlyInAnyOrder("a>b", "d>c", "b>d");
    }

    @Test
    void anInputForOneWireLetsGoOfTheOneItHas() {
        Pipeline moved =
                PipelineEdits.connect(CHAIN, PortRef.parse("a"), new PortRef("c", PortRef.IN));
        assertThat(wires(moved)).containsExactly("a>b", "a>c");
    }

    @Test
    void anInputForManyWiresTakesOneMore() {
        Pipeline union =
                PipelineEdits.add(
                        CHAIN, new StepSpec("u", "union", Map.of(), null), new Position(0, 200));
        Pipeline one = PipelineEdits.connect(union, PortRef.parse("a"), new PortRef("u", "in1"));
        Pipeline two = PipelineEdits.connect(one, PortRef.parse("b"), new PortRef("u", "in1"));
        assertThat(two.inputsOf("u")).extracting(w -> w.to().port()).containsExactly("in1", "in2");
    }

    @Test
    void aWireThatWouldCloseACircleMayNotBeDrawn() {
        PortRef out = PortRef.parse("b");
        assertThat(PipelineEdits.mayConnect(CHAIN, out, new PortRef("b", "in"))).isFalse();
        assertThat(PipelineEdits.mayConnect(CHAIN, PortRef.parse("c"), new PortRef("b", "in")))
                .isFalse();
        assertThat(PipelineEdits.mayConnect(CHAIN, PortRef.parse("a"), new PortRef("c", "in")))
                .isTrue();
    }

    @Test
    void copiesHaveFreeNamesAndTheirOwnWires() {
        Pipeline fragment = PipelineEdits.fragment(CHAIN, Set.of("a", "b"));
        PipelineEdits.Pasted pasted = PipelineEdits.paste(CHAIN, fragment, new Position(0, 100));
        assertThat(pasted.ids()).containsEntry("a", "a_2").containsEntry("b", "b_2");
        assertThat(wires(pasted.pipeline())).contains("a_2>b_2").doesNotContain("a>b_2");
        assertThat(pasted.pipeline().layout().get("b_2")).isEqualTo(new Position(200, 100));
    }

    @Test
    void aParameterIsSetAndLeftOut() {
        Pipeline set = PipelineEdits.set(CHAIN, "b", "condition", Value.text("x > 2"));
        assertThat(set.step("b").orElseThrow().parameters())
                .containsEntry("condition", Value.text("x > 2"));
        assertThat(
                        PipelineEdits.set(set, "b", "condition", null)
                                .step("b")
                                .orElseThrow()
                                .parameters())
                .isEmpty();
    }

    /// Whatever is done in whatever order, wires end at steps that are there, ids are unique, no
    /// circle was drawn, and writing and reading gives the same pipeline.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whateverIsDoneThePipelineStaysOne(long seed) {
        Random random = new Random(seed);
        Draft draft = Draft.of("p", "version: 1\nsteps: []\n", null);
        DraftHistory history = new DraftHistory(draft);
        List<Draft> seen = new ArrayList<>(List.of(draft));
        for (int i = 0; i < 60; i++) {
            Pipeline next = randomEdit(history.now().pipeline(), random);
            if (!next.equals(history.now().pipeline())) {
                history.push(history.now().with(next), "act", null);
                seen.add(history.now());
            }
            assertWhole(next, seed);
        }
        Pipeline last = history.now().pipeline();
        assertThat(PipelineText.read("p", history.now().text()).pipeline())
                .as("seed %d", seed)
                .contains(last);
        for (int i = seen.size() - 1; i > 0; i--) {
            assertThat(history.now()).isSameAs(seen.get(i));
            history.undo();
        }
        assertThat(history.now()).isSameAs(draft);
        assertThat(history.isChanged()).isFalse();
    }

    private static void assertWhole(Pipeline p, long seed) {
        Set<String> ids = new HashSet<>();
        p.steps().forEach(s -> assertThat(ids.add(s.id())).as("seed %d", seed).isTrue());
        Set<PortRef> ends = new HashSet<>();
        for (Wire w : p.wires()) {
            assertThat(ids).as("seed %d", seed).contains(w.from().step(), w.to().step());
            assertThat(ends.add(w.to())).as("seed %d: one wire an input", seed).isTrue();
        }
        assertThat(new org.jgrapht.alg.cycle.CycleDetector<>(p.graph()).detectCycles())
                .as("seed %d", seed)
                .isFalse();
    }

    private static Pipeline randomEdit(Pipeline p, Random random) {
        List<String> ids = p.steps().stream().map(StepSpec::id).toList();
        String one = ids.isEmpty() ? "" : ids.get(random.nextInt(ids.size()));
        String other = ids.isEmpty() ? "" : ids.get(random.nextInt(ids.size()));
        List<String> types = List.of("read", "filter", "union", "join", "distinct", "check");
        switch (random.nextInt(ids.size() < 4 ? 1 : 8)) {
            case 0:
                String type = types.get(random.nextInt(types.size()));
                return PipelineEdits.add(
                        p,
                        new StepSpec(PipelineEdits.freeId(p, type), type, Map.of(), null),
                        new Position(random.nextInt(900), random.nextInt(500)));
            case 1, 2, 3:
                PortRef from = PortRef.parse(one);
                PortRef to = new PortRef(other, input(p, other, random));
                return PipelineEdits.mayConnect(p, from, to)
                        ? PipelineEdits.connect(p, from, to)
                        : p;
            case 4:
                return PipelineEdits.remove(p, Set.of(one));
            case 5:
                return PipelineEdits.bypass(p, one);
            case 6:
                return PipelineEdits.rename(p, one, "r" + random.nextInt(50));
            default:
                Pipeline fragment = PipelineEdits.fragment(p, new HashSet<>(List.of(one, other)));
                return PipelineEdits.paste(p, fragment, new Position(8, 8)).pipeline();
        }
    }

    private static String input(Pipeline p, String step, Random random) {
        return switch (p.step(step).orElseThrow().type()) {
            case "join" -> random.nextBoolean() ? "left" : "right";
            case "union" -> "in1";
            default -> PortRef.IN;
        };
    }
}
