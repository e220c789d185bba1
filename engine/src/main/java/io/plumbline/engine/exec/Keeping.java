package io.plumbline.engine.exec;

import io.plumbline.engine.plan.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps the rows of costly plans that several statements would compute again.
final class Keeping {
    private final PlannedSession session;
    private final RunRecord record;
    private final Cancellation cancellation;
    private final RowCounts counts;

    Keeping(PlannedSession session, RunRecord record, Cancellation cancellation, RowCounts counts) {
        this.session = session;
        this.record = record;
        this.cancellation = cancellation;
        this.counts = counts;
    }

    /// Keeps what two or more of the statements need that compute the final plans.
    void keepShared(List<Unit> units, List<List<String>> finals) {
        Map<List<String>, Integer> uses = new LinkedHashMap<>();
        for (List<String> path : finals) {
            for (List<String> behind : session.text().computed(path)) {
                if (!finals.contains(behind)) {
                    uses.merge(behind, 1, Integer::sum);
                }
            }
        }
        for (Unit unit : units) {
            boolean shared = uses.getOrDefault(unit.path(), 0) > 1 && unit.isCostly();
            boolean beforeChecks = !overFlagged(unit.path(), finals);
            if (shared && beforeChecks) {
                counts.put(unit.path(), keep(unit.path(), "kept"));
            }
        }
    }

    /// Rows of checks exist only when the checks were counted, so what follows them stays as it is.
    private boolean overFlagged(List<String> path, List<List<String>> finals) {
        return session.text().computed(path).stream()
                .anyMatch(p -> finals.contains(p) && !p.equals(path));
    }

    /// Computes a plan into a table; returns its rows.
    long keep(List<String> path, String what) {
        String table = session.newTable(what);
        String step = path.get(1);
        long begin = System.nanoTime();
        session.text().computed(path).forEach(p -> record.begin(p.get(1)));
        session.session()
                .run(
                        "CREATE TABLE " + table + " AS " + session.text().rows(path),
                        cancellation,
                        percent -> record.progress(step, -1, percent));
        session.text().keep(path, table);
        long rows =
                session.session()
                        .run(
                                "SELECT count(*) FROM " + table,
                                cancellation,
                                _ -> {},
                                found -> Numbers.first(found).getFirst());
        record.spent(step, System.nanoTime() - begin, 0);
        return rows;
    }
}
