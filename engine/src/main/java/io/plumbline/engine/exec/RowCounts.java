package io.plumbline.engine.exec;

import io.plumbline.engine.plan.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The numbers of rows that are known, and what follows from them.
final class RowCounts {
    private final Map<List<String>, Long> known = new HashMap<>();
    private final Map<List<String>, RowShape> shapes = new LinkedHashMap<>();

    RowCounts(List<Unit> units) {
        units.forEach(u -> shapes.put(u.path(), RowShape.of(u.plan())));
    }

    /// Notes a number that was counted.
    void put(List<String> path, long rows) {
        known.put(path, rows);
        follow(known);
    }

    /// Returns the rows of a relation, [StepAccount#UNKNOWN] when they are not known.
    long of(List<String> path) {
        return known.getOrDefault(path, StepAccount.UNKNOWN);
    }

    /// Returns the shape of a plan.
    RowShape shape(List<String> path) {
        return shapes.getOrDefault(path, new RowShape.Own());
    }

    /// Returns the fewest relations among those given that must be counted to know all of them.
    List<List<String>> missing(List<List<String>> wanted) {
        Map<List<String>, Long> sofar = new HashMap<>(known);
        List<List<String>> out = new ArrayList<>();
        for (List<String> path : wanted) {
            if (!sofar.containsKey(path)) {
                out.add(path);
                sofar.put(path, 0L);
                follow(sofar);
            }
        }
        return out;
    }

    private void follow(Map<List<String>, Long> counts) {
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<List<String>, RowShape> e : shapes.entrySet()) {
                more |= follow(e.getKey(), e.getValue(), counts);
            }
        }
    }

    private static boolean follow(
            List<String> path, RowShape shape, Map<List<String>, Long> counts) {
        return switch (shape) {
            case RowShape.Same same -> {
                List<String> from = same.path();
                Long there = counts.get(from);
                Long here = counts.get(path);
                if (there != null && here == null) {
                    counts.put(path, there);
                } else if (here != null && there == null) {
                    counts.put(from, here);
                }
                yield (there == null) != (here == null);
            }
            case RowShape.Sum sum -> {
                List<List<String>> inputs = sum.paths();
                boolean due =
                        !counts.containsKey(path) && inputs.stream().allMatch(counts::containsKey);
                if (due) {
                    counts.put(path, inputs.stream().mapToLong(counts::get).sum());
                }
                yield due;
            }
            case RowShape.Some _, RowShape.Own _ -> false;
        };
    }
}
