package io.plumbline.connectors.differential;

import static io.plumbline.connectors.differential.Expression.Kind.BIGINT;
import static io.plumbline.connectors.differential.Expression.Kind.DATE;
import static io.plumbline.connectors.differential.Expression.Kind.DECIMAL;
import static io.plumbline.connectors.differential.Expression.Kind.DOUBLE;
import static io.plumbline.connectors.differential.Expression.Kind.INTEGER;
import static io.plumbline.connectors.differential.Expression.Kind.TEXT;
import static io.plumbline.connectors.differential.Expression.Kind.TRUTH;

import io.plumbline.connectors.differential.Expression.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes well-typed queries over the tables of [QueryRows], the same for the same seed: joins,
/// aggregations, windows, set operations, sub-queries, in each other. The rows of each are the same
/// whatever order an engine works in.
final class QueryGenerator {
    private static final List<Kind> KINDS = List.of(INTEGER, DECIMAL, TEXT, TRUTH, DATE);
    private static final int WIDEST = 6;

    private final Random random;
    private final Scalars scalars;

    QueryGenerator(long seed) {
        random = new Random(seed);
        scalars = new Scalars(random);
    }

    DrawnQuery next() {
        return query(1 + random.nextInt(3));
    }

    private DrawnQuery query(int depth) {
        if (depth == 0) {
            return leaf();
        }
        DrawnQuery in = query(random.nextInt(depth));
        return switch (random.nextInt(13)) {
            case 0 -> project(in);
            case 1 -> filter(in);
            case 2, 3 -> join(in, query(random.nextInt(depth)));
            case 4 -> partners(in, query(random.nextInt(depth)));
            case 5 -> scalar(in, query(random.nextInt(depth)));
            case 6, 7 -> aggregate(in);
            case 8 -> new GroupingSets(random).over(in);
            case 9 -> new WindowCalls(random).over(in);
            case 10 -> setOperation(in, depth);
            case 11 -> top(in);
            default -> twice(in);
        };
    }

    private DrawnQuery leaf() {
        int width = 2 + random.nextInt(3);
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            kinds.add(one(KINDS));
        }
        if (random.nextInt(8) == 0) {
            return new DrawnQuery(
                    "SELECT * FROM (VALUES (1, 'a'), (2, 'b'), (2, CAST(NULL AS VARCHAR)), (NULL, 'a')) AS v (c0, c1)",
                    List.of(INTEGER, TEXT),
                    List.of());
        }
        return DrawnQuery.table(random.nextBoolean() ? "one" : "two", kinds);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private DrawnQuery project(DrawnQuery in) {
        int width = 1 + random.nextInt(4);
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            kinds.add(one(KINDS));
        }
        return as(in, kinds);
    }

    /// Returns a projection to columns of given kinds.
    private DrawnQuery as(DrawnQuery in, List<Kind> kinds) {
        String columns =
                IntStream.range(0, kinds.size())
                        .mapToObj(
                                i -> scalars.value(kinds.get(i), "q", in.kinds(), 2) + " AS c" + i)
                        .collect(Collectors.joining(", "));
        String distinct = random.nextInt(4) == 0 ? "DISTINCT " : "";
        return new DrawnQuery(
                "SELECT " + distinct + columns + " FROM {0} AS q", kinds, List.of(in));
    }

    private DrawnQuery filter(DrawnQuery in) {
        return new DrawnQuery(
                "SELECT * FROM {0} AS q WHERE " + scalars.truth("q", in.kinds(), 2),
                in.kinds(),
                List.of(in));
    }

    private DrawnQuery join(DrawnQuery left, DrawnQuery right) {
        if (left.kinds().size() + right.kinds().size() > WIDEST) {
            return filter(left);
        }
        List<Kind> kinds = new ArrayList<>(left.kinds());
        kinds.addAll(right.kinds());
        String columns =
                IntStream.range(0, kinds.size())
                        .mapToObj(i -> {
                            int there = i - left.kinds().size();
                            return (there < 0 ? "l.c" + i : "r.c" + there) + " AS c" + i;
                        })
                        .collect(Collectors.joining(", "));
        String equal = equal("l", left.kinds(), "r", right.kinds());
        String kind = equal == null ? "CROSS" : one(List.of("INNER", "LEFT", "RIGHT", "FULL"));
        String rest =
                random.nextInt(3) == 0 && !kind.equals("FULL")
                        ? " AND " + scalars.truth("r", right.kinds(), 1)
                        : "";
        return new DrawnQuery(
                "SELECT "
                        + columns
                        + " FROM {0} AS l "
                        + kind
                        + " JOIN {1} AS r"
                        + (equal == null ? "" : " ON " + equal + rest),
                kinds,
                List.of(left, right));
    }

    /// Returns an equation between columns of a kind; null where there are none.
    private String equal(String a, List<Kind> as, String b, List<Kind> bs) {
        List<String> equations = new ArrayList<>();
        for (int i = 0; i < as.size(); i++) {
            for (int j = 0; j < bs.size(); j++) {
                if (as.get(i) == bs.get(j) && as.get(i) != DOUBLE) {
                    equations.add(a + ".c" + i + " = " + b + ".c" + j);
                }
            }
        }
        return equations.isEmpty() ? null : one(equations);
    }

    /// Keeps rows by whether they have partners.
    private DrawnQuery partners(DrawnQuery in, DrawnQuery other) {
        String equal = equal("s", other.kinds(), "q", in.kinds());
        if (equal == null) {
            return filter(in);
        }
        String mine = equal.substring(equal.indexOf("q."));
        String theirs = equal.substring(0, equal.indexOf(' '));
        String also = random.nextInt(3) == 0 ? " AND " + scalars.truth("s", other.kinds(), 1) : "";
        String condition =
                switch (random.nextInt(5)) {
                    case 0 -> "EXISTS (SELECT 1 FROM {1} AS s WHERE " + equal + also + ")";
                    case 1 -> "NOT EXISTS (SELECT * FROM {1} AS s WHERE " + equal + also + ")";
                    case 2 -> mine + " IN (SELECT " + theirs + " FROM {1} AS s)";
                    case 3 -> mine + " NOT IN (SELECT " + theirs + " FROM {1} AS s)";
                    default ->
                            mine
                                    + one(List.of(" >= ALL", " < SOME", " <> ALL", " = SOME"))
                                    + " (SELECT "
                                    + theirs
                                    + " FROM {1} AS s)";
                };
        return new DrawnQuery(
                "SELECT * FROM {0} AS q WHERE " + condition, in.kinds(), List.of(in, other));
    }

    /// Adds a value computed over another query.
    private DrawnQuery scalar(DrawnQuery in, DrawnQuery other) {
        String equal = equal("s", other.kinds(), "q", in.kinds());
        String where = equal == null || random.nextInt(3) == 0 ? "" : " WHERE " + equal;
        List<Kind> kinds = new ArrayList<>(in.kinds());
        String value;
        int at = random.nextInt(other.kinds().size());
        if (random.nextBoolean() || other.kinds().get(at) == TRUTH) {
            value = "SELECT COUNT(*) FROM {1} AS s" + where;
            kinds.add(BIGINT);
        } else {
            value =
                    "SELECT "
                            + one(List.of("MIN", "MAX"))
                            + "(s.c"
                            + at
                            + ") FROM {1} AS s"
                            + where;
            kinds.add(other.kinds().get(at));
        }
        String columns =
                IntStream.range(0, in.kinds().size())
                        .mapToObj(i -> "q.c" + i + " AS c" + i)
                        .collect(Collectors.joining(", "));
        return new DrawnQuery(
                "SELECT "
                        + columns
                        + ", ("
                        + value
                        + ") AS c"
                        + in.kinds().size()
                        + " FROM {0} AS q",
                kinds,
                List.of(in, other));
    }

    private DrawnQuery aggregate(DrawnQuery in) {
        List<Kind> kinds = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < in.kinds().size() && keys.size() < 2; i++) {
            if (random.nextInt(3) > 0 && in.kinds().get(i) != DOUBLE) {
                keys.add("q.c" + i);
                columns.add("q.c" + i + " AS c" + kinds.size());
                kinds.add(in.kinds().get(i));
            }
        }
        int calls = 1 + random.nextInt(3);
        for (int i = 0; i < calls; i++) {
            Aggregation call = Aggregation.drawn(random, in.kinds());
            String filter =
                    random.nextInt(4) == 0
                            ? " FILTER (WHERE " + scalars.truth("q", in.kinds(), 1) + ")"
                            : "";
            columns.add(call.text() + filter + " AS c" + kinds.size());
            kinds.add(call.kind());
        }
        String groups = keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
        String having = random.nextInt(4) == 0 ? " HAVING COUNT(*) > 1" : "";
        return new DrawnQuery(
                "SELECT " + String.join(", ", columns) + " FROM {0} AS q" + groups + having,
                kinds,
                List.of(in));
    }

    private DrawnQuery setOperation(DrawnQuery in, int depth) {
        DrawnQuery other = as(query(random.nextInt(depth)), in.kinds());
        String word = one(List.of("UNION", "INTERSECT", "EXCEPT"));
        String all = random.nextBoolean() ? " ALL" : "";
        return new DrawnQuery(
                "SELECT * FROM {0} AS a " + word + all + " SELECT * FROM {1} AS b",
                in.kinds(),
                List.of(in, other));
    }

    /// Keeps the first rows by an order over all columns, which leaves open which of equal rows.
    private DrawnQuery top(DrawnQuery in) {
        String order =
                IntStream.range(0, in.kinds().size())
                        .mapToObj(i ->
                                "q.c"
                                        + i
                                        + one(List.of("", " DESC"))
                                        + one(List.of(" NULLS FIRST", " NULLS LAST")))
                        .collect(Collectors.joining(", "));
        String offset = random.nextInt(3) == 0 ? " OFFSET 1" : "";
        return new DrawnQuery(
                "SELECT * FROM {0} AS q ORDER BY "
                        + order
                        + " LIMIT "
                        + (1 + random.nextInt(6))
                        + offset,
                in.kinds(),
                List.of(in));
    }

    /// Uses a query twice under one name.
    private DrawnQuery twice(DrawnQuery in) {
        if (2 * in.kinds().size() > WIDEST || in.kinds().getFirst() == DOUBLE) {
            return filter(in);
        }
        List<Kind> kinds = new ArrayList<>(in.kinds());
        kinds.add(in.kinds().getFirst());
        String columns =
                IntStream.range(0, in.kinds().size())
                        .mapToObj(i -> "x.c" + i + " AS c" + i)
                        .collect(Collectors.joining(", "));
        return new DrawnQuery(
                "WITH w AS {0} SELECT "
                        + columns
                        + ", y.c0 AS c"
                        + in.kinds().size()
                        + " FROM w AS x LEFT JOIN w AS y ON x.c0 = y.c0 AND "
                        + scalars.truth("y", in.kinds(), 1),
                kinds,
                List.of(in));
    }
}
