package io.plumbline.engine.flow;

import java.util.List;

/// The columns that an expression sees.
record Scope(List<ValueFlow> columns, List<String> names) {

    Scope {
        names = List.copyOf(names);
    }
}
