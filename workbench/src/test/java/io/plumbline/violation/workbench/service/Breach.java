package io.plumbline.violation.workbench.service;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> right = io.plumbline.violation.workbench.cli.Breach.class;
}
