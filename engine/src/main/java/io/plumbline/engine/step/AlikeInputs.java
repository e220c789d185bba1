package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/// The inputs of a set operation, which must have the same columns in the same order, brought to
/// the names of the first and to common types.
final class AlikeInputs {
    private final StepContext context;
    private final String verb;

    /// @param verb what is done to them, for messages: `unite`
    AlikeInputs(StepContext context, String verb) {
        this.context = context;
        this.verb = verb;
    }

    List<RelNode> read() {
        List<RelNode> inputs = context.inputPorts().stream().map(context::input).toList();
        for (int i = 1; i < inputs.size(); i++) {
            checkNames(inputs.getFirst(), i, inputs.get(i));
        }
        List<RelDataType> types = commonTypes(inputs);
        return inputs.stream().map(i -> alike(i, inputs.getFirst(), types)).toList();
    }

    private void checkNames(RelNode first, int i, RelNode other) {
        List<String> names = first.getRowType().getFieldNames();
        List<String> others = other.getRowType().getFieldNames();
        String firstName = context.inputName(0);
        String otherName = context.inputName(i);
        if (names.size() != others.size()) {
            throw PlumblineException.of(
                    ErrorCode.SCHEMA_MISMATCH,
                    "Cannot %s '%s' and '%s': %d columns against %d"
                            .formatted(verb, firstName, otherName, names.size(), others.size()),
                    difference(names, others, firstName, otherName));
        }
        for (int c = 0; c < names.size(); c++) {
            if (!names.get(c).equalsIgnoreCase(others.get(c))) {
                throw PlumblineException.of(
                        ErrorCode.SCHEMA_MISMATCH,
                        "Cannot %s '%s' and '%s': column %d is '%s' in the one and '%s' in the other"
                                .formatted(
                                        verb,
                                        firstName,
                                        otherName,
                                        c + 1,
                                        names.get(c),
                                        others.get(c)),
                        sameSet(names, others)
                                ? "Put a select step behind '"
                                        + otherName
                                        + "' that lists the columns in the order "
                                        + String.join(", ", names)
                                : difference(names, others, firstName, otherName));
            }
        }
    }

    private static boolean sameSet(List<String> a, List<String> b) {
        return lower(a).equals(lower(b));
    }

    private static java.util.Set<String> lower(List<String> names) {
        return names.stream()
                .map(n -> n.toLowerCase(Locale.ROOT))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static String difference(
            List<String> names, List<String> others, String firstName, String otherName) {
        String missing = missing(names, others);
        String extra = missing(others, names);
        StringBuilder remedy = new StringBuilder("Give both the same columns");
        if (!missing.isEmpty()) {
            remedy.append("; only '").append(firstName).append("' has ").append(missing);
        }
        if (!extra.isEmpty()) {
            remedy.append("; only '").append(otherName).append("' has ").append(extra);
        }
        return remedy.toString();
    }

    private static String missing(List<String> names, List<String> others) {
        return String.join(
                ", ", names.stream().filter(n -> Columns.find(others, n).isEmpty()).toList());
    }

    private List<RelDataType> commonTypes(List<RelNode> inputs) {
        List<RelDataType> types = new ArrayList<>();
        for (int c = 0; c < inputs.getFirst().getRowType().getFieldCount(); c++) {
            int column = c;
            List<RelDataType> all =
                    inputs.stream()
                            .map(i -> i.getRowType().getFieldList().get(column).getType())
                            .toList();
            @Nullable RelDataType common =
                    inputs.getFirst().getCluster().getTypeFactory().leastRestrictive(all);
            if (common == null) {
                throw mismatch(inputs, c, all);
            }
            types.add(common);
        }
        return types;
    }

    private PlumblineException mismatch(List<RelNode> inputs, int column, List<RelDataType> types) {
        List<String> listed = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            listed.add(types.get(i) + " in '" + context.inputName(i) + "'");
        }
        String name = inputs.getFirst().getRowType().getFieldNames().get(column);
        return PlumblineException.of(
                ErrorCode.TYPE_MISMATCH,
                "Cannot " + verb + " column '" + name + "': " + String.join(", ", listed),
                "Cast it to one type in a derive step before");
    }

    /// Returns the input with the names of the first one and the types common to all.
    private static RelNode alike(RelNode input, RelNode first, List<RelDataType> types) {
        RexBuilder rex = input.getCluster().getRexBuilder();
        Columns columns = new Columns();
        for (int c = 0; c < types.size(); c++) {
            RexNode ref = Columns.ref(input, c);
            RexNode cast =
                    rex.getTypeFactory()
                                    .createTypeWithNullability(types.get(c), false)
                                    .equals(
                                            rex.getTypeFactory()
                                                    .createTypeWithNullability(
                                                            ref.getType(), false))
                            ? ref
                            : rex.makeCast(
                                    rex.getTypeFactory()
                                            .createTypeWithNullability(
                                                    types.get(c), ref.getType().isNullable()),
                                    ref);
            columns.add(first.getRowType().getFieldNames().get(c), cast);
        }
        return columns.over(input);
    }
}
