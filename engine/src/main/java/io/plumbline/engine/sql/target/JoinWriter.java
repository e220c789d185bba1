package io.plumbline.engine.sql.target;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;

/// Writes joins of every kind as FROM items.
final class JoinWriter {
    private final Language language;
    private final PlanWriter plans;

    JoinWriter(Language language, PlanWriter plans) {
        this.language = language;
        this.plans = plans;
    }

    Block join(Join join) {
        Block left = plans.item(join.getLeft());
        Block right = plans.item(join.getRight());
        List<String> both = concat(left.columns(), right.columns());
        join.getVariablesSet().forEach(id -> plans.correlate(id, both));
        String on = new Expressions(language, plans, both).write(join.getCondition());
        if (!join.getJoinType().projectsRight() && !language.analytic()) {
            return partnered(left, right, on, join.getJoinType() == JoinRelType.ANTI);
        }
        boolean cross = join.getJoinType() == JoinRelType.INNER && on.equals("TRUE");
        String word = cross ? "CROSS JOIN" : word(join.getJoinType());
        String side = right.joined() ? "(" + right.from() + ")" : right.from();
        String from = left.from() + " " + word + " " + side + (cross ? "" : " ON " + on);
        List<String> columns = join.getJoinType().projectsRight() ? both : left.columns();
        return new Block(from, columns, List.of(), List.of(), null, false, true);
    }

    /// Writes a semi join where the language has no word for it.
    private static Block partnered(Block left, Block right, String on, boolean none) {
        String exists =
                (none ? "NOT " : "")
                        + "EXISTS (SELECT 1 FROM "
                        + right.from()
                        + " WHERE "
                        + on
                        + ")";
        return new Block(
                left.from(),
                left.columns(),
                List.of(exists),
                List.of(),
                null,
                false,
                left.joined());
    }

    private String word(JoinRelType type) {
        return switch (type) {
            case INNER -> "INNER JOIN";
            case LEFT -> "LEFT JOIN";
            case RIGHT -> "RIGHT JOIN";
            case FULL -> "FULL JOIN";
            case SEMI, ANTI -> type + " JOIN";
            case ASOF -> "ASOF JOIN";
            case LEFT_ASOF -> "ASOF LEFT JOIN";
            case LEFT_MARK -> throw language.refuse("MARK JOIN");
        };
    }

    Block asof(AsofJoin join) {
        plans.analytic("ASOF JOIN");
        Block left = plans.item(join.getLeft());
        Block right = plans.item(join.getRight());
        List<String> both = concat(left.columns(), right.columns());
        Expressions expressions = new Expressions(language, plans, both);
        String on = expressions.write(join.getCondition());
        String match = expressions.write(join.getMatchCondition());
        String side = right.joined() ? "(" + right.from() + ")" : right.from();
        String condition = on.equals("TRUE") ? match : on + " AND " + match;
        String from =
                left.from() + " " + word(join.getJoinType()) + " " + side + " ON " + condition;
        return new Block(from, both, List.of(), List.of(), null, false, true);
    }

    Block correlate(Correlate correlate) {
        if (!language.lateral()) {
            throw language.refuse("LATERAL");
        }
        Block left = plans.item(correlate.getLeft());
        plans.correlate(correlate.getCorrelationId(), left.columns());
        Block right =
                plans.wrap(plans.write(correlate.getRight()), correlate.getRight().getRowType());
        boolean outer = correlate.getJoinType() == JoinRelType.LEFT;
        if (!outer && correlate.getJoinType() != JoinRelType.INNER) {
            throw language.refuse(correlate.getJoinType() + " LATERAL");
        }
        String from =
                left.from()
                        + (outer ? " LEFT JOIN LATERAL " : " CROSS JOIN LATERAL ")
                        + right.from()
                        + (outer ? " ON TRUE" : "");
        List<String> both = concat(left.columns(), right.columns());
        return new Block(from, both, List.of(), List.of(), null, false, true);
    }

    /// Returns what follows FROM for a condition that is a join.
    String semi(SemiJoins.SemiJoin join) {
        Block right = plans.item(join.right());
        String on =
                new Expressions(language, plans, right.columns())
                        .all(join.on()).stream().collect(Collectors.joining(" AND "));
        String side = right.joined() ? "(" + right.from() + ")" : right.from();
        return " "
                + word(join.anti() ? JoinRelType.ANTI : JoinRelType.SEMI)
                + " "
                + side
                + " ON "
                + on;
    }

    private static List<String> concat(List<String> a, List<String> b) {
        List<String> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }
}
