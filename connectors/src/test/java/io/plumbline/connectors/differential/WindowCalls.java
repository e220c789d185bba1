package io.plumbline.connectors.differential;

import io.plumbline.connectors.differential.Expression.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Window functions ordered by all columns, so that only equal rows can change places.
final class WindowCalls {
    private static final List<String> FRAMES =
            List.of(
                    "",
                    " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
                    " ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING",
                    " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
                    " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW");

    private final Random random;

    WindowCalls(Random random) {
        this.random = random;
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    DrawnQuery over(DrawnQuery in) {
        int width = in.kinds().size();
        String order =
                IntStream.range(0, width)
                        .mapToObj(i -> "q.c" + i + one(List.of(" NULLS FIRST", " DESC NULLS LAST")))
                        .collect(Collectors.joining(", "));
        int by = random.nextInt(width);
        boolean parted = random.nextBoolean() && in.kinds().get(by) != Kind.DOUBLE;
        String window = (parted ? "PARTITION BY q.c" + by + " " : "") + "ORDER BY " + order;
        List<Kind> kinds = new ArrayList<>(in.kinds());
        String call = call(in.kinds(), window, kinds);
        String columns =
                IntStream.range(0, width)
                        .mapToObj(i -> "q.c" + i + " AS c" + i)
                        .collect(Collectors.joining(", "));
        return new DrawnQuery(
                "SELECT " + columns + ", " + call + " AS c" + width + " FROM {0} AS q",
                kinds,
                List.of(in));
    }

    private String call(List<Kind> in, String window, List<Kind> out) {
        int at = random.nextInt(in.size());
        String column = "q.c" + at;
        switch (random.nextInt(5)) {
            case 0 -> {
                out.add(Kind.BIGINT);
                return one(List.of("ROW_NUMBER()", "RANK()", "DENSE_RANK()"))
                        + " OVER ("
                        + window
                        + ")";
            }
            case 1 -> {
                out.add(in.get(at));
                return one(List.of("LAG(", "LEAD(")) + column + ") OVER (" + window + ")";
            }
            case 2 -> {
                out.add(in.get(at));
                return one(List.of("FIRST_VALUE(", "LAST_VALUE("))
                        + column
                        + ") OVER ("
                        + window
                        + one(FRAMES)
                        + ")";
            }
            default -> {
                Aggregation call = Aggregation.drawn(random, in);
                boolean plain = !call.text().contains("DISTINCT") && !call.text().contains("EVERY");
                out.add(plain ? call.kind() : Kind.BIGINT);
                return (plain ? call.text() : "COUNT(*)") + " OVER (" + window + one(FRAMES) + ")";
            }
        }
    }
}
