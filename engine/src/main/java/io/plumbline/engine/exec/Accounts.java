package io.plumbline.engine.exec;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.plan.Cut;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.step.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Draws up the rows of every step after the work: what is not known from the work itself is
/// counted by one statement more in each system.
final class Accounts {
    private final CompiledPipeline pipeline;
    private final PlannedSession session;
    private final RunRecord record;
    private final RowCounts counts;
    private final Cancellation cancellation;

    Accounts(
            CompiledPipeline pipeline,
            PlannedSession session,
            RunRecord record,
            RowCounts counts,
            Cancellation cancellation) {
        this.pipeline = pipeline;
        this.session = session;
        this.record = record;
        this.counts = counts;
        this.cancellation = cancellation;
    }

    /// Returns the accounts in the order of the plan.
    ///
    /// @param exact whether to count what is not known yet
    List<StepAccount> balance(boolean exact) {
        if (exact) {
            countAtSources();
            countHere();
        }
        return pipeline.steps().values().stream().map(this::account).toList();
    }

    private void countAtSources() {
        for (Cut.Counting counting : session.cut().counting()) {
            boolean known =
                    counting.relations().stream()
                            .allMatch(r -> counts.of(r) != StepAccount.UNKNOWN);
            if (!known) {
                List<Long> rows =
                        new Shipper(session.session().database(), cancellation)
                                .counts(counting.system(), counting.sql());
                for (int i = 0; i < rows.size(); i++) {
                    counts.put(counting.relations().get(i), rows.get(i));
                }
            }
        }
    }

    private void countHere() {
        List<List<String>> wanted = new ArrayList<>();
        for (Unit unit : session.cut().units()) {
            if (session.cut().isLocal(unit)) {
                wanted.add(unit.path());
            }
        }
        List<List<String>> missing = counts.missing(wanted);
        if (missing.isEmpty()) {
            return;
        }
        LocalText.Statement statement = session.text().statement();
        List<String> parts = new ArrayList<>();
        for (List<String> path : missing) {
            parts.add("(SELECT count(*) FROM " + statement.counted(path) + ")");
        }
        String sql = statement.with() + "SELECT " + String.join(", ", parts);
        List<Long> rows = session.session().run(sql, cancellation, _ -> {}, Numbers::first);
        for (int i = 0; i < missing.size(); i++) {
            counts.put(missing.get(i), rows.get(i));
        }
    }

    private StepAccount account(CompiledStep step) {
        long out = counts.of(path(step, PortRef.OUT));
        long in = in(step, out);
        long rejected =
                step.outputs().containsKey(Checking.REJECTED)
                        ? counts.of(path(step, Checking.REJECTED))
                        : 0;
        boolean known = in >= 0 && out >= 0 && rejected >= 0;
        long gone = known ? in - out - rejected : 0;
        boolean filters = filters(step);
        return new StepAccount(
                step.id(),
                in,
                out,
                filters ? gone : 0,
                rejected,
                filters || gone == 0 ? 0 : -gone,
                record.millis(step.id()),
                record.bytes(step.id()));
    }

    private long in(CompiledStep step, long out) {
        if (step.role() == Role.SOURCE) {
            return switch (counts.shape(path(step, PortRef.OUT))) {
                case RowShape.Same _ -> out;
                case RowShape.Some some -> counts.of(some.path());
                case RowShape.Sum _, RowShape.Own _ -> StepAccount.UNKNOWN;
            };
        }
        long sum = 0;
        int counted = step.keepsRows() ? 1 : step.inputs().size();
        for (PortRef input : step.inputs().values().stream().limit(counted).toList()) {
            long rows = counts.of(Unit.path(input));
            if (rows == StepAccount.UNKNOWN) {
                return StepAccount.UNKNOWN;
            }
            sum += rows;
        }
        return sum;
    }

    private boolean filters(CompiledStep step) {
        if (step.role() == Role.CHECK || step.keepsRows()) {
            return true;
        }
        if (step.inputs().size() > 1) {
            return false;
        }
        return switch (counts.shape(path(step, PortRef.OUT))) {
            case RowShape.Same _, RowShape.Some _ -> true;
            case RowShape.Sum _, RowShape.Own _ -> false;
        };
    }

    private static List<String> path(CompiledStep step, String port) {
        return Unit.path(new PortRef(Objects.requireNonNull(step).id(), port));
    }
}
