package io.plumbline.violation.engine.step;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> right = io.plumbline.violation.engine.plan.Breach.class;
}
