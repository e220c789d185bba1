package io.plumbline.engine.sql;

import io.plumbline.engine.model.DataType;
import org.jspecify.annotations.Nullable;

/// The value of a parameter that a statement names `:name`; it is data there, never text of the
/// statement.
///
/// @param text the value as text, read as its type when the statement runs; null for null
public record ParameterValue(DataType type, @Nullable String text) {}
