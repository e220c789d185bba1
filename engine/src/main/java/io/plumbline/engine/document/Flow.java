package io.plumbline.engine.document;

import java.util.Map;

/// A small map that is written in one line: `{x: 10, y: 20}`.
record Flow(Map<String, Object> entries) {}
