package io.plumbline.engine.quality;

import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Value;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/// What a check works with. Problems that its methods throw have their place already.
public interface CheckContext {

    /// Returns the rows to check.
    RelNode input();

    /// Returns the parameters.
    Arguments arguments();

    /// Returns the columns that the parameter names, in order.
    List<RexNode> columns(String parameter);

    /// Returns a value of the file as a literal that can be compared with a column.
    ///
    /// @param parameter where the value stands, for messages
    RexNode literal(String parameter, Value value, RexNode column);

    /// Returns the condition that the parameter holds.
    RexNode condition(String parameter);

    /// Returns the maker of expressions.
    default RexBuilder rex() {
        return input().getCluster().getRexBuilder();
    }
}
