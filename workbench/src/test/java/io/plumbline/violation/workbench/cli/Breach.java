package io.plumbline.violation.workbench.cli;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> right = io.plumbline.violation.workbench.desktop.theme.Breach.class;
    final Class<?> sample = io.plumbline.violation.testdata.Breach.class;
    final Class<?> connector = io.plumbline.violation.connectors.files.Breach.class;
}
