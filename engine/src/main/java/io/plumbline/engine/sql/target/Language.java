package io.plumbline.engine.sql.target;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;

/// What differs between targets: types, literals, functions. Each method refuses what the target
/// cannot express exactly.
interface Language {
    String name();

    /// Refuses a part of a plan that the target cannot express by its very shape.
    default void admit(RelNode rel) {}

    String type(RelDataType type);

    String literal(RexLiteral literal);

    String cast(String text, RelDataType from, RelDataType to);

    /// Writes a call that is not AND, OR, CASE, a cast or a sub-query.
    String call(RexCall call, List<String> arguments);

    /// Writes a call's text such that it fails where its value leaves the range of its type.
    default String checked(RexCall call, String text) {
        return text;
    }

    /// Returns whether an operand of that call need not be checked, because the call is, and shows
    /// whatever is wrong with the operand.
    default boolean carries(RexNode operand) {
        return false;
    }

    /// Writes an aggregate's text such that it fails where its value leaves the range of its type.
    default String checked(SqlAggFunction function, List<RelDataType> arguments, String text) {
        return text;
    }

    /// Returns the name of an aggregate or window function, refusing those not offered.
    String aggregate(SqlAggFunction function, List<RelDataType> arguments);

    /// Writes a text column as something to sort by or compare, by code points.
    String collated(String text, RelDataType type);

    boolean lateral();

    /// Returns whether ASOF JOIN, recursion, grouping sets, QUALIFY-like windows are offered.
    boolean analytic();

    /// Returns whether what stands twice in a plan is written once, in a WITH clause.
    default boolean sharing() {
        return false;
    }

    /// Returns whether a product or sum of short decimals may fail for want of room.
    default boolean quick() {
        return false;
    }

    default Refused refuse(String what) {
        return new Refused(what, name());
    }
}
