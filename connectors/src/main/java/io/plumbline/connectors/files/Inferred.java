package io.plumbline.connectors.files;

import io.plumbline.engine.model.Schema;
import java.util.List;

/// What a look into a file found.
///
/// @param rows rows in the file, -1 when only its beginning was read
/// @param reasons why each column has its type, in their order; empty where the file declares types
record Inferred(Schema schema, long rows, List<String> reasons) {}
