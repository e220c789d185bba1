package io.plumbline.engine.exec.proof;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Looks closer at outputs that changed without an edge: are they decided by the rows at all, or by
/// their order; which columns are it; which row shows it.
final class Suspicions {
    private static final int SHUFFLES = 4;
    private static final int MOST_WITNESSES = 60;
    private static final String ORDER = "changes with the order of rows alone";
    private static final String SIZE = "has more rows than are looked at";

    private final Attempt attempt;
    private final Attempt.Base base;
    private final Random random;
    private final Map<Integer, List<Outcome>> shuffled = new HashMap<>();
    private final Map<Integer, BitSet> ignored = new LinkedHashMap<>();
    private final List<ProofReport.Unsound> unsound = new ArrayList<>();

    Suspicions(Attempt attempt, Attempt.Base base, long seed) {
        this.attempt = attempt;
        this.base = base;
        this.random = new Random(seed);
    }

    List<ProofReport.Unsound> unsound() {
        return unsound;
    }

    /// Returns the columns of a target about which nothing can be said.
    BitSet ignored(int target) {
        return ignored.computeIfAbsent(
                target,
                t -> {
                    BitSet none = new BitSet();
                    none.set(0, base.outcomes().get(t).rows() == null ? width(t) : 0);
                    return none;
                });
    }

    List<ProofReport.Undecided> undecided() {
        List<ProofReport.Undecided> out = new ArrayList<>();
        for (int t = 0; t < attempt.subject().targets().size(); t++) {
            BitSet columns = ignored(t);
            if (!columns.isEmpty()) {
                String why = base.outcomes().get(t).rows() == null ? SIZE : ORDER;
                out.add(new ProofReport.Undecided(target(t).name(), names(t, columns), why));
            }
        }
        return out;
    }

    private ProofTarget target(int t) {
        return attempt.subject().targets().get(t);
    }

    private int width(int t) {
        return target(t).flow().columns().size();
    }

    private List<String> names(int t, BitSet columns) {
        return columns.stream().mapToObj(c -> target(t).flow().columns().get(c).name()).toList();
    }

    /// Finds out what a change means that no edge explains; returns the columns that need no more
    /// looking at for this source.
    BitSet examine(int t, Alteration alteration, Outcome after, BitSet unreached) {
        Outcome before = base.outcomes().get(t);
        BitSet settled = new BitSet();
        BitSet open = (BitSet) unreached.clone();
        while (!before.sameIn(after, open)) {
            BitSet guilty = smallest(before, after, open);
            if (isOrder(t, alteration, after, guilty)) {
                ignored(t).or(guilty);
            } else {
                unsound.add(
                        new ProofReport.Unsound(
                                alteration.relation(),
                                alteration.column(),
                                target(t).name(),
                                names(t, guilty),
                                witness(t, alteration, after, guilty)));
            }
            settled.or(guilty);
            open.andNot(guilty);
        }
        attempt.fill(alteration.relation(), alteration.rows(base.rows(alteration.relation())));
        return settled;
    }

    /// Returns one column that changed, or else the fewest that changed together.
    private static BitSet smallest(Outcome before, Outcome after, BitSet columns) {
        for (int c : columns.stream().toArray()) {
            BitSet one = new BitSet();
            one.set(c);
            if (!before.sameIn(after, one)) {
                return one;
            }
        }
        BitSet left = (BitSet) columns.clone();
        for (int c : columns.stream().toArray()) {
            left.clear(c);
            if (before.sameIn(after, left)) {
                left.set(c);
            }
        }
        return left;
    }

    /// Returns whether the columns change when rows only stand in another order.
    private boolean isOrder(int t, Alteration alteration, Outcome after, BitSet columns) {
        List<Outcome> ofBase = shuffled.computeIfAbsent(t, _ -> shuffled(t, base.rows()));
        Outcome before = base.outcomes().get(t);
        boolean order = ofBase.stream().anyMatch(o -> !before.sameIn(o, columns));
        if (!order) {
            Map<List<String>, List<List<@Nullable String>>> changed =
                    new LinkedHashMap<>(base.rows());
            changed.computeIfPresent(alteration.relation(), (_, rows) -> alteration.rows(rows));
            order = shuffled(t, changed).stream().anyMatch(o -> !after.sameIn(o, columns));
        }
        return order;
    }

    private List<Outcome> shuffled(int t, Map<List<String>, List<List<@Nullable String>>> rows) {
        List<Outcome> out = new ArrayList<>();
        for (int i = 0; i < SHUFFLES; i++) {
            boolean asTheyAre = i == 0;
            rows.forEach((relation, all) -> {
                List<List<@Nullable String>> other = new ArrayList<>(all);
                if (!asTheyAre) {
                    Collections.shuffle(other, random);
                }
                attempt.fill(relation, other);
            });
            out.add(attempt.outcome(target(t)));
        }
        base.rows().forEach(attempt::fill);
        return out;
    }

    private ProofReport.Witness witness(
            int t, Alteration alteration, Outcome after, BitSet columns) {
        List<List<@Nullable String>> rows = base.rows(alteration.relation());
        List<Integer> positions = alteration.positions(rows);
        Outcome before = base.outcomes().get(t);
        for (int row : positions.stream().limit(MOST_WITNESSES).toList()) {
            Alteration single = alteration.only(row, rows);
            attempt.fill(alteration.relation(), single.rows(rows));
            Outcome outcome = attempt.outcome(target(t));
            if (!outcome.hasFailed() && !before.sameIn(outcome, columns)) {
                return witness(single, row, 1, before, outcome, columns);
            }
        }
        return witness(alteration, -1, positions.size(), before, after, columns);
    }

    private ProofReport.Witness witness(
            Alteration alteration,
            int row,
            int changed,
            Outcome before,
            Outcome after,
            BitSet columns) {
        List<List<@Nullable String>> old = projected(before, columns);
        List<List<@Nullable String>> fresh = projected(after, columns);
        int gone = firstBeyond(old, fresh);
        int come = firstBeyond(fresh, old);
        boolean value = row >= 0 && alteration.at() >= 0;
        List<List<@Nullable String>> rows = base.rows(alteration.relation());
        return new ProofReport.Witness(
                alteration.change().kind().words(),
                row + 1,
                changed,
                value ? rows.get(row).get(alteration.at()) : null,
                value ? alteration.change().values().get(row) : null,
                come + 1,
                gone < 0 ? List.of() : old.get(gone),
                come < 0 ? List.of() : fresh.get(come));
    }

    private static List<List<@Nullable String>> projected(Outcome outcome, BitSet columns) {
        List<List<@Nullable String>> out = new ArrayList<>();
        if (outcome.rows() != null) {
            for (List<@Nullable String> row : outcome.rows()) {
                List<@Nullable String> part = new ArrayList<>();
                columns.stream().forEach(c -> part.add(row.get(c)));
                out.add(part);
            }
        }
        return out;
    }

    /// Returns the position of the first row that occurs more often than in other rows; -1 for
    /// none.
    private static int firstBeyond(
            List<List<@Nullable String>> rows, List<List<@Nullable String>> others) {
        Map<List<@Nullable String>, Integer> left = new HashMap<>();
        others.forEach(o -> left.merge(o, 1, Integer::sum));
        return IntStream.range(0, rows.size())
                .filter(i -> left.merge(rows.get(i), -1, Integer::sum) < 0)
                .findFirst()
                .orElse(-1);
    }
}
