package io.plumbline.violation.engine.metadata;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> above = io.plumbline.violation.connectors.support.Breach.class;
}
