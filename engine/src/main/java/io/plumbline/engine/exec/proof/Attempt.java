package io.plumbline.engine.exec.proof;

import io.plumbline.engine.error.ErrorClass;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs a subject's plans over rows and keeps count of it.
final class Attempt {
    private static final int MOST_ROWS = 10_000;

    private final ProofSubject subject;
    private final Sandbox sandbox;

    /// What the plans give over rows as they are.
    ///
    /// @param outcomes of each target, in order
    /// @param flagged how many rows each stop finds; -1 where it cannot tell
    /// @param failure why a target failed, null when none did
    record Base(
            Map<List<String>, List<List<@Nullable String>>> rows,
            List<Outcome> outcomes,
            List<Long> flagged,
            @Nullable PlumblineException failure) {

        /// Returns whether every target has rows, and not too many, and no check ends the run.
        boolean isGood() {
            return failure == null && score() == outcomes.size() + flagged.size();
        }

        boolean isBetterThan(Base other) {
            return failure == null && (other.failure != null || score() > other.score());
        }

        private long score() {
            return outcomes.stream().filter(o -> o.rows() != null && !o.rows().isEmpty()).count()
                    + flagged.stream().filter(f -> f == 0).count();
        }

        List<List<@Nullable String>> rows(List<String> relation) {
            return rows.getOrDefault(relation, List.of());
        }
    }

    Attempt(ProofSubject subject, Sandbox sandbox) {
        this.subject = subject;
        this.sandbox = sandbox;
    }

    ProofSubject subject() {
        return subject;
    }

    /// Fills every relation and runs the plans.
    Base base(Map<List<String>, List<List<@Nullable String>>> rows) {
        rows.forEach(sandbox::fill);
        List<Outcome> outcomes = new ArrayList<>();
        @Nullable PlumblineException failure = null;
        for (ProofTarget target : subject.targets()) {
            try {
                outcomes.add(run(target));
            } catch (PlumblineException e) {
                failure = passedOn(e);
                outcomes.add(Outcome.failed(e.problem().code()));
            }
        }
        return new Base(rows, outcomes, flagged(), failure);
    }

    void fill(List<String> relation, List<? extends List<@Nullable String>> rows) {
        sandbox.fill(relation, rows);
    }

    private Outcome run(ProofTarget target) {
        Optional<List<List<@Nullable String>>> rows = sandbox.rows(target.path(), MOST_ROWS);
        return rows.map(Outcome::of).orElseGet(Outcome::tooMany);
    }

    /// Runs the plan of a target over what the relations hold.
    Outcome outcome(ProofTarget target) {
        try {
            return run(target);
        } catch (PlumblineException e) {
            return Outcome.failed(passedOn(e).problem().code());
        }
    }

    /// What is wrong with a value is an outcome; what is wrong with us or the machine is not.
    private static PlumblineException passedOn(PlumblineException e) {
        if (e.problem().code().errorClass() != ErrorClass.USER) {
            throw e;
        }
        return e;
    }

    /// Returns how many rows each of the checks that end a run finds.
    List<Long> flagged() {
        List<Long> out = new ArrayList<>();
        for (ProofSubject.Stop stop : subject.stops()) {
            try {
                out.add(sandbox.flagged(stop.path(), stop.flags()));
            } catch (PlumblineException e) {
                passedOn(e);
                out.add(-1L);
            }
        }
        return out;
    }
}
