package io.plumbline.violation.testdata;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> product = io.plumbline.violation.engine.error.Breach.class;
}
