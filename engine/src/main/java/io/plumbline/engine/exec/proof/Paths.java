package io.plumbline.engine.exec.proof;

import io.plumbline.engine.flow.SourceColumn;
import java.util.List;

/// Compares paths as names are matched: without regard to case.
final class Paths {
    private Paths() {}

    static boolean same(List<String> one, List<String> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).equalsIgnoreCase(other.get(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean same(SourceColumn one, SourceColumn other) {
        return one.column().equalsIgnoreCase(other.column())
                && same(one.relation(), other.relation());
    }
}
