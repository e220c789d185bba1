package io.plumbline.violation.connectors.files;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> above = io.plumbline.violation.compliance.audit.Breach.class;
}
