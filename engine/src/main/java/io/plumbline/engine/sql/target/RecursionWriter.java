package io.plumbline.engine.sql.target;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/// Writes a recursion. One that keeps equal rows counts its rounds and fails after too many: its
/// rows would fill the disk. One that drops them has no room for a count, and ends with the memory.
final class RecursionWriter {
    /// Rounds that a recursion may take.
    static final int ROUNDS = 100_000;

    private final PlanWriter plans;
    private final RepeatUnion union;
    private final String name;
    private final @Nullable RelOptTable round;
    private final List<String> names;

    RecursionWriter(PlanWriter plans, RepeatUnion union, String name) {
        this.plans = plans;
        this.union = union;
        this.name = name;
        this.round = union.getTransientTable();
        this.names = PlanWriter.inner(round == null ? union.getRowType() : round.getRowType());
    }

    /// Returns the quoted names of its columns, as scans of its last round know them.
    List<String> names() {
        return names;
    }

    /// Returns the recursion as an item of FROM.
    String text() {
        List<String> all = new ArrayList<>(names);
        Block first = first();
        Block next = next();
        if (union.all) {
            String rounds = rounds();
            all.add(rounds);
            first = with(first, "0");
            next = with(next, counted(rounds));
        }
        return "(WITH RECURSIVE "
                + name
                + "("
                + String.join(", ", all)
                + ") AS ("
                + first.text(all)
                + (union.all ? " UNION ALL " : " UNION ")
                + next.text(all)
                + ") SELECT "
                + String.join(", ", names)
                + " FROM "
                + name
                + ")";
    }

    private Block first() {
        Block seed = plans.write(union.getSeedRel());
        List<String> columns = new ArrayList<>();
        for (RelDataTypeField f : union.getRowType().getFieldList()) {
            columns.add(plans.exact(seed.columns().get(f.getIndex()), f.getType()));
        }
        return selecting(seed, columns);
    }

    private Block next() {
        List<String> path = round == null ? List.of() : round.getQualifiedName();
        return plans.within(path, name, union.getIterativeRel());
    }

    private static Block with(Block block, String column) {
        List<String> columns = new ArrayList<>(block.columns());
        columns.add(column);
        return selecting(block, columns);
    }

    private static Block selecting(Block block, List<String> columns) {
        return new Block(
                block.from(), columns, block.where(), block.order(), block.limit(), true, false);
    }

    private String rounds() {
        String rounds = Quotes.name("rounds of " + name);
        while (names.contains(rounds)) {
            rounds = Quotes.name(rounds);
        }
        return rounds;
    }

    private String counted(String rounds) {
        return "(SELECT CASE WHEN "
                + rounds
                + " < "
                + ROUNDS
                + " THEN "
                + rounds
                + " + 1 ELSE error('Plumbline:RECURSION_ENDLESS') END FROM "
                + name
                + " LIMIT 1)";
    }
}
