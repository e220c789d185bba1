package io.plumbline.workbench.service;

import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.metadata.StepAccount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Two runs side by side: what each step gave and how long it took.
///
/// @param earlier the run that started first
/// @param sameDesign whether both ran the same design of the same pipeline
/// @param lines the steps of the later run in their order, then those of the earlier alone
public record RunComparison(
        RunRecord earlier, RunRecord later, boolean sameDesign, List<Line> lines) {

    /// Stands for what was not counted, or for a step that the run did not have.
    public static final long UNKNOWN = -1;

    /// Copies the lines.
    public RunComparison {
        lines = List.copyOf(lines);
    }

    /// A step in both runs.
    ///
    /// @param presence which of the runs have the step
    public record Line(String step, Presence presence, Measure rows, Measure millis) {}

    /// Which of the runs have a step.
    public enum Presence {
        /// Both have it.
        BOTH,
        /// Only the earlier run has it.
        EARLIER,
        /// Only the later run has it.
        LATER
    }

    /// A number in both runs; [#UNKNOWN] where it is not known.
    public record Measure(long earlier, long later) {
        /// Returns whether both numbers are known.
        public boolean known() {
            return earlier != UNKNOWN && later != UNKNOWN;
        }

        /// Returns the change, such as `+20 (+25.0 %)`; `=` for none, nothing where one number is
        /// not known, no percentage of zero.
        public String change() {
            if (!known()) {
                return "";
            }
            long change = later - earlier;
            if (change == 0) {
                return "=";
            }
            String sign = change > 0 ? "+" : "−";
            String count = sign + String.format(Locale.ROOT, "%,d", Math.abs(change));
            return earlier == 0
                    ? count
                    : count
                            + String.format(
                                    Locale.ROOT,
                                    " (%s%,.1f %%)",
                                    sign,
                                    Math.abs(100.0 * change / earlier));
        }
    }

    /// Compares two runs, given in any order.
    public static RunComparison of(RunRecord one, RunRecord other) {
        boolean inOrder = !other.started().isBefore(one.started());
        RunRecord earlier = inOrder ? one : other;
        RunRecord later = inOrder ? other : one;
        Map<String, StepAccount> before = byStep(earlier);
        Map<String, StepAccount> after = byStep(later);
        List<Line> lines = new ArrayList<>();
        after.forEach((step, account) -> lines.add(line(step, before.get(step), account)));
        before.forEach((step, account) -> {
            if (!after.containsKey(step)) {
                lines.add(line(step, account, null));
            }
        });
        boolean same =
                earlier.pipeline().equals(later.pipeline())
                        && earlier.pipelineHash().equals(later.pipelineHash());
        return new RunComparison(earlier, later, same, lines);
    }

    private static Map<String, StepAccount> byStep(RunRecord run) {
        Map<String, StepAccount> steps = new LinkedHashMap<>();
        run.steps().forEach(s -> steps.put(s.step(), s));
        return steps;
    }

    private static Line line(
            String step, @Nullable StepAccount before, @Nullable StepAccount after) {
        Presence presence =
                before == null ? Presence.LATER : after == null ? Presence.EARLIER : Presence.BOTH;
        return new Line(
                step,
                presence,
                new Measure(
                        before == null ? UNKNOWN : before.rowsOut(),
                        after == null ? UNKNOWN : after.rowsOut()),
                new Measure(
                        before == null ? UNKNOWN : before.millis(),
                        after == null ? UNKNOWN : after.millis()));
    }
}
