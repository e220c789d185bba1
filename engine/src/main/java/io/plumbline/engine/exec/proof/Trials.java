package io.plumbline.engine.exec.proof;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.flow.SourceColumn;
import io.plumbline.engine.model.Field;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes every column of every relation in turn, and keeps book of what changed with it.
final class Trials {
    private static final int REMOVALS = 4;
    private static final int MATCHING = 200;

    private final Attempt attempt;
    private final ProofSubject subject;
    private final Samples samples;
    private final Attempt.Base base;
    private final ProofSettings settings;
    private final ProofListener listener;
    private final Suspicions suspicions;
    private final List<ProofReport.Edge> edges = new ArrayList<>();
    private final Map<List<Object>, ProofReport.Stop> stops = new LinkedHashMap<>();
    private final List<Set<List<String>>> behind;
    private long count;

    Trials(
            Attempt attempt,
            Samples samples,
            Attempt.Base base,
            ProofSettings settings,
            ProofListener listener) {
        this.attempt = attempt;
        this.subject = attempt.subject();
        this.samples = samples;
        this.base = base;
        this.settings = settings;
        this.listener = listener;
        this.suspicions = new Suspicions(attempt, base, settings.seed());
        this.behind = subject.targets().stream().map(subject::behind).toList();
    }

    /// Tries everything.
    ProofReport run() {
        int all = subject.relations().values().stream().mapToInt(s -> s.fields().size()).sum();
        int done = 0;
        base.rows().forEach(attempt::fill);
        for (List<String> relation : subject.relations().keySet()) {
            for (Field field : subject.schema(relation).fields()) {
                listener.trying(relation.getLast() + "." + field.name(), done++, all);
                column(relation, field);
            }
            presence(relation);
        }
        List<ProofReport.Used> used =
                subject.relations().keySet().stream()
                        .map(r -> new ProofReport.Used(r, base.rows(r).size(), samples.isMadeUp(r)))
                        .toList();
        return new ProofReport(
                count,
                settings.seed(),
                used,
                edges,
                suspicions.unsound(),
                List.copyOf(stops.values()),
                suspicions.undecided());
    }

    private void column(List<String> relation, Field field) {
        SourceColumn source = new SourceColumn(relation, field.name());
        List<Tried> tried = tried(source);
        if (tried.isEmpty()) {
            return;
        }
        int at = subject.schema(relation).names().indexOf(field.name());
        List<List<@Nullable String>> rows = base.rows(relation);
        List<@Nullable String> values = new ArrayList<>();
        rows.forEach(r -> values.add(r.get(at)));
        Random random = new Random(settings.seed() ^ source.toString().hashCode());
        Changes changes = new Changes(field, values, matching(source, field), random);
        for (int trial = 0; trial < settings.trials(); trial++) {
            Change change = changes.draw(trial);
            if (!change.values().equals(values)) {
                attempt(new Alteration(relation, field.name(), at, change), tried);
            }
        }
        attempt.fill(relation, rows);
        tried.forEach(t -> t.report(edges));
    }

    /// Takes rows away: only what lineage knows to read the relation may change.
    private void presence(List<String> relation) {
        List<Tried> tried = tried(new SourceColumn(relation, SourceColumn.ROWS));
        Random random = new Random(settings.seed());
        int size = tried.isEmpty() ? 0 : base.rows(relation).size();
        for (int trial = 0; trial < REMOVALS && size > 0; trial++) {
            boolean[] kept = new boolean[size];
            for (int i = 0; i < size; i++) {
                kept[i] = trial > 0 && random.nextBoolean();
            }
            Change change = new Change(Change.Kind.REMOVED, List.of(), kept);
            attempt(new Alteration(relation, SourceColumn.ROWS, -1, change), tried);
        }
        attempt.fill(relation, base.rows(relation));
    }

    private List<Tried> tried(SourceColumn source) {
        List<Tried> out = new ArrayList<>();
        for (int t = 0; t < subject.targets().size(); t++) {
            if (behind.get(t).contains(source.relation())) {
                out.add(new Tried(t, source));
            }
        }
        return out;
    }

    private List<String> matching(SourceColumn source, Field field) {
        List<String> all = new ArrayList<>(samples.literals());
        base.rows()
                .forEach((relation, rows) -> {
                    List<Field> fields = subject.schema(relation).fields();
                    for (int i = 0; i < fields.size(); i++) {
                        boolean itself =
                                relation.equals(source.relation())
                                        && fields.get(i).name().equals(source.column());
                        if (fields.get(i).type().kind() == field.type().kind() && !itself) {
                            for (List<@Nullable String> row : rows.stream().limit(20).toList()) {
                                String value = row.get(i);
                                if (value != null) {
                                    all.add(value);
                                }
                            }
                        }
                    }
                });
        return MadeUp.fitting(all, field.type()).stream().limit(MATCHING).toList();
    }

    private void attempt(Alteration alteration, List<Tried> tried) {
        count++;
        attempt.fill(alteration.relation(), alteration.rows(base.rows(alteration.relation())));
        List<Outcome> outcomes = new ArrayList<>();
        tried.forEach(t -> outcomes.add(attempt.outcome(subject.targets().get(t.target))));
        checks(alteration);
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            int t = tried.get(i).target;
            if (outcome.failure() != null) {
                stop(alteration, subject.targets().get(t).name(), outcome.failure());
            } else if (!base.outcomes().get(t).hasFailed()) {
                tried.get(i).judge(alteration, outcome);
            }
        }
    }

    private void checks(Alteration alteration) {
        List<Long> flagged = attempt.flagged();
        for (int i = 0; i < flagged.size(); i++) {
            if (base.flagged().get(i) == 0 && flagged.get(i) > 0) {
                stop(alteration, subject.stops().get(i).step(), ErrorCode.CHECK_FAILED);
            }
        }
    }

    private void stop(Alteration alteration, String what, ErrorCode why) {
        List<Object> key = List.of(alteration.relation(), alteration.column(), what, why);
        ProofReport.Stop first =
                new ProofReport.Stop(alteration.relation(), alteration.column(), what, why, 1);
        stops.merge(
                key,
                first,
                (old, _) ->
                        new ProofReport.Stop(
                                old.relation(), old.column(), what, why, old.trials() + 1));
    }

    /// What was seen of one source column and one target.
    private final class Tried {
        private final int target;
        private final SourceColumn source;
        private final List<List<String>> ways = new ArrayList<>();
        private final BitSet unreached = new BitSet();
        private final int[] shown;
        private int trials;

        Tried(int target, SourceColumn source) {
            this.target = target;
            this.source = source;
            ProofTarget t = subject.targets().get(target);
            int width = t.flow().columns().size();
            this.shown = new int[width];
            boolean rows = source.column().equals(SourceColumn.ROWS);
            for (int i = 0; i < width; i++) {
                ways.add(rows ? List.of() : t.ways(source, i));
                unreached.set(i, rows ? !t.reads(source.relation()) : ways.get(i).isEmpty());
            }
        }

        void judge(Alteration alteration, Outcome after) {
            trials++;
            Outcome before = base.outcomes().get(target);
            unreached.andNot(suspicions.ignored(target));
            if (!before.sameIn(after, unreached)) {
                unreached.andNot(suspicions.examine(target, alteration, after, unreached));
            }
            for (int i = 0; i < shown.length; i++) {
                if (!ways.get(i).isEmpty()) {
                    BitSet more = (BitSet) unreached.clone();
                    more.set(i);
                    shown[i] += before.sameIn(after, more) ? 0 : 1;
                }
            }
        }

        void report(List<ProofReport.Edge> into) {
            ProofTarget t = subject.targets().get(target);
            for (int i = 0; i < shown.length; i++) {
                if (!ways.get(i).isEmpty()) {
                    into.add(
                            new ProofReport.Edge(
                                    source.relation(),
                                    source.column(),
                                    t.name(),
                                    t.flow().columns().get(i).name(),
                                    ways.get(i),
                                    shown[i],
                                    trials));
                }
            }
        }
    }
}
