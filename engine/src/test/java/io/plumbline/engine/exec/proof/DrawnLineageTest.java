package io.plumbline.engine.exec.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.document.PipelineDocument;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.EngineSettings;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.step.StepSamples;
import io.plumbline.engine.testing.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tries the lineage of drawn pipelines, and of every step type's samples. `-Ddrawn.seed` and
/// `-Ddrawn.count` say which; a pipeline whose lineage is unsound is shown shrunk, as a file.
class DrawnLineageTest {
    private static final EngineSettings ENGINE = new EngineSettings(512 << 20, 1, null);
    private static final int STEPS = 6;
    private static final int ROWS = 24;
    private static final int TRIALS = 9;

    /// What became of many pipelines.
    private static final class Tally {
        private final Map<String, Integer> types = new TreeMap<>();
        private final List<String> unsound = new ArrayList<>();
        private int proved;
        private int failing;
        private int edges;
        private int exercised;
        private long trials;

        void add(long seed) {
            CompiledPipeline pipeline = DrawnPipeline.of(seed, STEPS);
            pipeline.steps().values().forEach(s -> types.merge(s.spec().type(), 1, Integer::sum));
            try {
                ProofReport report = proved(pipeline, seed);
                proved++;
                trials += report.trials();
                edges += report.edges().size();
                exercised += report.edges().size() - report.notExercised().size();
                if (!report.sound()) {
                    unsound.add(shown(seed, pipeline));
                }
            } catch (PlumblineException e) {
                // fails over all rows drawn, such as by an overflow
                failing++;
            }
        }

        @Override
        public String toString() {
            return "%d pipelines, %d fail over all rows drawn; %d trials; %d of %d edges exercised; %d unsound; steps %s"
                    .formatted(
                            proved + failing,
                            failing,
                            trials,
                            exercised,
                            edges,
                            unsound.size(),
                            types);
        }
    }

    private static ProofReport proved(CompiledPipeline pipeline, long seed) {
        ProofSubject subject =
                ProofSubject.of(pipeline, DrawnPipeline::schema, DrawnPipeline.ends(pipeline));
        return proved(subject, TRIALS, seed);
    }

    private static ProofReport proved(ProofSubject subject, int trials, long seed) {
        return LineageProof.of(
                subject,
                Samples.madeUp(subject),
                ROWS,
                new ProofSettings(trials, seed, ENGINE),
                ProofListener.NONE,
                new Cancellation());
    }

    private static boolean isUnsound(CompiledPipeline pipeline, long seed) {
        try {
            return !proved(pipeline, seed).sound();
        } catch (PlumblineException e) {
            return false;
        }
    }

    private static String shown(long seed, CompiledPipeline pipeline) {
        CompiledPipeline small = new Shrinking(p -> isUnsound(p, seed)).shrink(pipeline);
        return "seed "
                + seed
                + "\n"
                + PipelineDocument.write(small.pipeline(), null)
                + proved(small, seed).unsound();
    }

    @Test
    void explainsEveryChangeInAFewDrawnPipelines() {
        Tally tally = new Tally();
        for (long seed = 1; seed <= 24; seed++) {
            tally.add(seed);
        }
        assertThat(tally.unsound).isEmpty();
        assertThat(tally.proved).isGreaterThan(20);
        assertThat(tally.exercised).isGreaterThan(tally.edges / 2);
        assertThat(tally.types).hasSizeGreaterThan(8);
    }

    @Test
    @Tag("soak")
    void explainsEveryChangeInAThousandDrawnPipelines() {
        Tally tally = new Tally();
        long first = Long.getLong("drawn.seed", 1_000);
        int count = Integer.getInteger("drawn.count", 1_000);
        for (long seed = first; seed < first + count; seed++) {
            int before = tally.unsound.size();
            tally.add(seed);
            tally.unsound.stream().skip(before).forEach(System.out::println);
        }
        System.out.println(tally);
        assertThat(tally.unsound).as(tally.toString()).isEmpty();
        assertThat(tally.failing).isLessThan(count / 5);
    }

    static Stream<String> samples() {
        // an input step without a pipeline around it reads nothing, and trials run no programs
        return StepSamples.all().entrySet().stream()
                .filter(e -> !Set.of("input", "external").contains(e.getKey()))
                .flatMap(e -> e.getValue().stream().map(s -> "# " + e.getKey() + "\n" + s));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void explainsEveryChangeInTheSamplesOfEveryStepType(String yaml) {
        Shop shop = new Shop();
        CompiledPipeline compiled =
                new PipelineCompiler(shop, Shop::called).compile(Shop.pipeline(yaml), Map.of());
        List<PortRef> ports = new ArrayList<>();
        compiled.step("s")
                .ifPresentOrElse(
                        s -> s.outputs().keySet().forEach(p -> ports.add(new PortRef("s", p))),
                        () -> ports.addAll(DrawnPipeline.ends(compiled)));
        ProofSubject subject =
                ProofSubject.of(compiled, d -> shop.readable(d).orElseThrow(), ports);

        ProofReport report = proved(subject, TRIALS, 1);

        assertThat(report.unsound()).isEmpty();
        assertThat(report.edges()).anyMatch(e -> e.shown() > 0);
    }

    @Test
    void shrinksToTheStepsThatAreNeeded() {
        CompiledPipeline drawn = DrawnPipeline.of(5, STEPS);
        String type = drawn.pipeline().steps().getLast().type();

        CompiledPipeline small =
                new Shrinking(p ->
                        p.pipeline().steps().stream().anyMatch(s -> s.type().equals(type)))
                        .shrink(drawn);

        assertThat(small.pipeline().steps()).hasSizeLessThan(drawn.pipeline().steps().size());
        assertThat(small.pipeline().steps()).anyMatch(s -> s.type().equals(type));
    }
}
