package io.plumbline.connectors.differential;

import io.plumbline.connectors.differential.Expression.Kind;
import java.util.List;
import java.util.Random;

/// A call of an aggregate function over the columns of `q`.
record Aggregation(String text, Kind kind) {

    static Aggregation drawn(Random random, List<Kind> kinds) {
        int at = random.nextInt(kinds.size());
        String column = "q.c" + at;
        Kind kind = kinds.get(at);
        boolean number = kind == Kind.INTEGER || kind == Kind.DECIMAL;
        return switch (random.nextInt(number ? 7 : 4)) {
            case 0 -> new Aggregation("COUNT(*)", Kind.BIGINT);
            case 1 -> new Aggregation("COUNT(" + column + ")", Kind.BIGINT);
            case 2 -> new Aggregation("COUNT(DISTINCT " + column + ")", Kind.BIGINT);
            case 3 ->
                    kind == Kind.TRUTH
                            ? new Aggregation("EVERY(" + column + ")", Kind.TRUTH)
                            : new Aggregation(
                                    (random.nextBoolean() ? "MIN(" : "MAX(") + column + ")", kind);
            case 4 -> new Aggregation("SUM(" + column + ")", sum(kind));
            case 5 -> new Aggregation("SUM(DISTINCT " + column + ")", sum(kind));
            default -> new Aggregation("AVG(CAST(" + column + " AS DOUBLE))", Kind.DOUBLE);
        };
    }

    private static Kind sum(Kind kind) {
        return kind == Kind.INTEGER ? Kind.BIGINT : kind;
    }
}
