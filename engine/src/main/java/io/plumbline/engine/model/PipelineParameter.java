package io.plumbline.engine.model;

import org.jspecify.annotations.Nullable;

/// A parameter of a pipeline, used in expressions as `:name` and set with `--param name=value`.
///
/// @param defaultValue the text of the default; null when a run must set it
public record PipelineParameter(String name, DataType type, @Nullable String defaultValue) {}
