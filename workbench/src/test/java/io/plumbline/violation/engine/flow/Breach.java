package io.plumbline.violation.engine.flow;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> right = io.plumbline.violation.engine.exec.Breach.class;
}
