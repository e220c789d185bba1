package io.plumbline.workbench.service.design;

import io.plumbline.engine.model.Pipeline;
import java.util.function.UnaryOperator;

/// A single change that takes a problem away.
///
/// @param label what it does, beginning with a verb, such as `Change 'revenu' to 'revenue'`
/// @param change makes the pipeline without the problem
public record QuickFix(String label, UnaryOperator<Pipeline> change) {}
