package io.plumbline.violation.connectors.support;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> sibling = io.plumbline.violation.connectors.files.Breach.class;
}
