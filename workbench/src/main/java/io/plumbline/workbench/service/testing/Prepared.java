package io.plumbline.workbench.service.testing;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.TestCase;
import io.plumbline.engine.model.TestRows;
import io.plumbline.engine.plan.CompiledPipeline;
import java.util.List;
import java.util.Map;

/// A test without mistakes, ready to be run.
///
/// @param given the rows of each dataset that is read
/// @param expected what must come out, in the order of the file
/// @param whole whether the whole pipeline runs, with its checks; else single steps are computed
record Prepared(
        TestCase test,
        CompiledPipeline compiled,
        Map<String, TypedRows> given,
        List<Expected> expected,
        boolean whole) {

    /// Rows that must come out at a port.
    ///
    /// @param name the dataset or step as the test names it
    /// @param written whether it is a dataset, which exists only when the run completes
    record Expected(String name, PortRef port, boolean written, TestRows asked, TypedRows rows) {}
}
