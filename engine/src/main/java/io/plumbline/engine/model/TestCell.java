package io.plumbline.engine.model;

import io.plumbline.engine.error.Place;
import org.jspecify.annotations.Nullable;

/// A value of a test as its file writes it, with its place.
///
/// @param text null for null
public record TestCell(@Nullable String text, Place place) {}
