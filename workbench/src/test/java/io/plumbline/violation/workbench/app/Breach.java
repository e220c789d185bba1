package io.plumbline.violation.workbench.app;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {}
