package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.Place;

/// Something of a statement that nobody can see through.
///
/// @param what such as `function my_udf`
/// @param place where it stands in the script
public record Unseen(String what, Place place) {}
