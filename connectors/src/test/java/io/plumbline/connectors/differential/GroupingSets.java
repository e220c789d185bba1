package io.plumbline.connectors.differential;

import io.plumbline.connectors.differential.Expression.Kind;
import java.util.List;
import java.util.Random;

/// Aggregations over several groupings at once.
final class GroupingSets {
    private static final List<String> SETS =
            List.of(
                    "ROLLUP (q.c0, q.c1)",
                    "CUBE (q.c0, q.c1)",
                    "GROUPING SETS ((q.c0, q.c1), (q.c1))",
                    "GROUPING SETS ((q.c0), ())");

    private final Random random;

    GroupingSets(Random random) {
        this.random = random;
    }

    DrawnQuery over(DrawnQuery in) {
        if (in.kinds().size() < 2 || in.kinds().subList(0, 2).contains(Kind.DOUBLE)) {
            return new DrawnQuery(
                    "SELECT COUNT(*) AS c0 FROM {0} AS q", List.of(Kind.BIGINT), List.of(in));
        }
        int set = random.nextInt(SETS.size());
        boolean both = set < 3;
        Aggregation call = Aggregation.drawn(random, in.kinds());
        return new DrawnQuery(
                "SELECT q.c0 AS c0, "
                        + call.text()
                        + " AS c1, GROUPING("
                        + (both ? "q.c1" : "q.c0")
                        + ") AS c2"
                        + (both ? ", q.c1 AS c3" : "")
                        + " FROM {0} AS q GROUP BY "
                        + SETS.get(set),
                both
                        ? List.of(in.kinds().get(0), call.kind(), Kind.BIGINT, in.kinds().get(1))
                        : List.of(in.kinds().get(0), call.kind(), Kind.BIGINT),
                List.of(in));
    }
}
