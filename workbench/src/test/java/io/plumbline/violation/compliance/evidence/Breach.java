package io.plumbline.violation.compliance.evidence;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> above = io.plumbline.violation.workbench.cli.Breach.class;
}
