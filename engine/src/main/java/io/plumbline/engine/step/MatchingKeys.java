package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;

/// The columns by which rows of two inputs belong together: equal, and none of them null.
///
/// @param left names in the one input, as it spells them
/// @param right names in the other, in the same order
record MatchingKeys(List<String> left, List<String> right) {

    /// Copies the lists.
    MatchingKeys {
        left = List.copyOf(left);
        right = List.copyOf(right);
    }

    /// Reads the parameter `on`; none when it is left out. Problems are reported to the context.
    static MatchingKeys read(StepContext context, String leftPort, String rightPort) {
        List<String> left = new ArrayList<>();
        List<String> right = new ArrayList<>();
        RelNode leftRows = context.input(leftPort);
        RelNode rightRows = context.input(rightPort);
        pairs(context)
                .forEach((l, r) -> {
                    Optional<Integer> one = found(context, leftRows, l, leftPort);
                    Optional<Integer> other = found(context, rightRows, r, rightPort);
                    if (one.isPresent() && other.isPresent()) {
                        compare(
                                context,
                                leftRows,
                                one.orElseThrow(),
                                rightRows,
                                other.orElseThrow());
                        left.add(name(leftRows, one.orElseThrow()));
                        right.add(name(rightRows, other.orElseThrow()));
                    }
                });
        return new MatchingKeys(left, right);
    }

    private static Map<String, String> pairs(StepContext context) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (context.arguments().value("on").orElse(null) instanceof Value.Entries) {
            pairs.putAll(context.arguments().entries("on"));
        } else {
            context.arguments().texts("on").forEach(n -> pairs.put(n, n));
        }
        return pairs;
    }

    private static Optional<Integer> found(
            StepContext context, RelNode rows, String name, String port) {
        List<String> names = rows.getRowType().getFieldNames();
        String where = port.equals("in") ? "the input" : "the input " + port;
        return context.attempt("on", _ -> Columns.index(names, name, where));
    }

    private static String name(RelNode rows, int index) {
        return rows.getRowType().getFieldNames().get(index);
    }

    private static void compare(StepContext context, RelNode left, int l, RelNode right, int r) {
        RelDataType one = Columns.ref(left, l).getType();
        RelDataType other = Columns.ref(right, r).getType();
        if (left.getCluster().getTypeFactory().leastRestrictive(List.of(one, other)) == null) {
            context.report(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot match '%s' (%s) with '%s' (%s)"
                            .formatted(
                                    name(left, l),
                                    Types.typeOf(name(left, l), one),
                                    name(right, r),
                                    Types.typeOf(name(right, r), other)),
                    "on",
                    "Cast one of them in a derive step before");
        }
    }

    /// Returns the names that both inputs share.
    List<String> shared() {
        return IntStream.range(0, left.size())
                .filter(i -> left.get(i).equalsIgnoreCase(right.get(i)))
                .mapToObj(left::get)
                .toList();
    }

    /// Returns the condition, tables by the names given.
    String condition(String leftTable, String rightTable) {
        return IntStream.range(0, left.size())
                .mapToObj(i ->
                        leftTable
                                + "."
                                + Columns.quoted(left.get(i))
                                + " = "
                                + rightTable
                                + "."
                                + Columns.quoted(right.get(i)))
                .collect(Collectors.joining(" AND "));
    }
}
