package io.plumbline.engine.quality;

import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Parameter;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/// A kind of quality check: what it declares, and which rows fail it. Stateless.
public interface QualityCheck {

    /// Returns the name in files, the `type` of a check.
    String name();

    /// Returns what must hold, in one sentence without final period; says what null means.
    String summary();

    /// Returns the parameters besides those that every check has.
    List<Parameter> parameters();

    /// Returns the condition that is TRUE for a failing row; null counts as passing.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException when columns or values do not fit the
    ///   input
    RexNode failing(CheckContext context);

    /// Returns what must hold for the parameters given, such as `amount is between 0 and 10`.
    String description(Arguments arguments);
}
