package io.plumbline.violation.workbench.cli;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> sample = io.plumbline.violation.testdata.Breach.class;
    final Class<?> connector = io.plumbline.violation.connectors.files.Breach.class;
}
