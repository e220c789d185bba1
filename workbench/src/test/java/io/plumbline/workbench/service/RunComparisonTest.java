package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.metadata.RunState;
import io.plumbline.engine.metadata.StepAccount;
import io.plumbline.workbench.service.RunComparison.Measure;
import io.plumbline.workbench.service.RunComparison.Presence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private static StepAccount step(String name, long rows, long millis) {
        return new StepAccount(name, "filter", rows, rows, 0, 0, 0, 0, millis);
    }

    private static RunRecord run(String id, String hash, Instant at, StepAccount... steps) {
        return RunRecord.started(id, "orders", hash, "ana", at)
                .ended(
                        RunState.COMPLETE,
                        at.plusSeconds(1),
                        List.of(steps),
                        List.of(),
                        List.of(),
                        List.of());
    }

    @Test
    void putsTheEarlierRunFirstInWhateverOrderTheyAreGiven() {
        RunRecord early = run("a", "h", NOON, step("paid", 80, 10));
        RunRecord late = run("b", "h", NOON.plusSeconds(60), step("paid", 100, 5));

        RunComparison comparison = RunComparison.of(late, early);

        assertThat(comparison).isEqualTo(RunComparison.of(early, late));
        assertThat(comparison.earlier().id()).isEqualTo("a");
        assertThat(comparison.sameDesign()).isTrue();
        assertThat(comparison.lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.presence()).isEqualTo(Presence.BOTH);
                    assertThat(line.rows().change()).isEqualTo("+20 (+25.0 %)");
                    assertThat(line.millis().change()).isEqualTo("−5 (−50.0 %)");
                });
    }

    @Test
    void keepsStepsThatOnlyOneRunHasAndSaysThatTheDesignsDiffer() {
        RunComparison comparison =
                RunComparison.of(
                        run("a", "h", NOON, step("paid", 1, 1), step("old", 2, 2)),
                        run("b", "g", NOON.plusSeconds(1), step("new", 3, 3), step("paid", 1, 1)));

        assertThat(comparison.sameDesign()).isFalse();
        assertThat(comparison.lines())
                .extracting(l -> l.step() + " " + l.presence() + " " + l.rows().change())
                .containsExactly("new LATER ", "paid BOTH =", "old EARLIER ");
    }

    @Test
    void saysNoPercentageOfNothingAndNoChangeOfWhatWasNotCounted() {
        assertThat(new Measure(0, 1200).change()).isEqualTo("+1,200");
        assertThat(new Measure(RunComparison.UNKNOWN, 5).change()).isEmpty();
        assertThat(new Measure(5, RunComparison.UNKNOWN).change()).isEmpty();
        assertThat(new Measure(0, 0).change()).isEqualTo("=");
    }
}
