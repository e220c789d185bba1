package io.plumbline.engine.exec.proof;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.Sandbox;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Tries lineage: changes one source column at a time, runs the plans again, and holds every output
/// that changes against the edges that lineage knows. Two outputs are the same when they have the
/// same rows in any order; where lineage leads from a column to some outputs, the others must be
/// the same taken together.
public final class LineageProof {
    private static final int DRAWS = 14;
    private static final int DRAWS_OF_ALL_ROWS = 8;

    private LineageProof() {}

    /// Tries the lineage of a subject's targets.
    ///
    /// @param rows how many rows of each relation are used at most
    /// @throws PlumblineException when the plans fail over the rows as they are, whichever are
    ///   drawn, or the work is cancelled
    public static ProofReport of(
            ProofSubject subject,
            Samples samples,
            int rows,
            ProofSettings settings,
            ProofListener listener,
            Cancellation cancellation) {
        try (Sandbox sandbox =
                new Sandbox(
                        settings.engine(), subject.units(), subject.relations(), cancellation)) {
            Attempt attempt = new Attempt(subject, sandbox);
            Attempt.@Nullable Base best = null;
            int left = rows;
            for (int draw = 0; draw < DRAWS && left > 0; draw++) {
                Random random = new Random(settings.seed() + draw);
                Attempt.Base base = attempt.base(samples.draw(left, draw, random));
                best = best == null || base.isBetterThan(best) ? base : best;
                if (best.isGood()) {
                    break;
                }
                left = draw < DRAWS_OF_ALL_ROWS ? left : left / 2;
            }
            if (best == null || best.failure() != null) {
                throw refusal(best);
            }
            return new Trials(attempt, samples, best, settings, listener).run();
        }
    }

    private static PlumblineException refusal(Attempt.@Nullable Base best) {
        PlumblineException cause = best == null ? null : best.failure();
        if (cause == null) {
            throw new IllegalArgumentException("no rows to draw");
        }
        Problem problem = cause.problem();
        return new PlumblineException(
                List.of(
                        Problem.error(
                                problem.code(),
                                "Cannot try lineage: the pipeline fails over the rows drawn, as"
                                        + " they are: "
                                        + problem.message(),
                                problem.place(),
                                problem.remedy())),
                cause);
    }
}
