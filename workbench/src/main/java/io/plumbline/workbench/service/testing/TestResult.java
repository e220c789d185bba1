package io.plumbline.workbench.service.testing;

import java.util.List;

/// How a test ended.
///
/// @param file the test's file
/// @param failures what went otherwise than expected, one sentence each
/// @param diffs the rows that differ, by dataset or step
public record TestResult(
        String name,
        String pipeline,
        String file,
        long millis,
        List<String> failures,
        List<RowDiff> diffs) {

    /// Copies the lists.
    public TestResult {
        failures = List.copyOf(failures);
        diffs = List.copyOf(diffs);
    }

    /// Returns whether all went as expected.
    public boolean passed() {
        return failures.isEmpty() && diffs.isEmpty();
    }
}
