package io.plumbline.violation.compliance.pack;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> right = io.plumbline.violation.compliance.audit.Breach.class;
}
