package io.plumbline.engine.step;

import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.WriteMode;

/// Where a write step's rows go.
///
/// @param dataset the dataset's name
/// @param declared whether the workspace has a contract of that name; else it is a managed table
/// @param schema the columns written, in order, with the types that the rows have by then
public record SinkTarget(String dataset, boolean declared, WriteMode mode, Schema schema) {}
