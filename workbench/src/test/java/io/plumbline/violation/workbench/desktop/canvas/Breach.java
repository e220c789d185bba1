package io.plumbline.violation.workbench.desktop.canvas;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> right = io.plumbline.violation.workbench.desktop.view.Breach.class;
}
