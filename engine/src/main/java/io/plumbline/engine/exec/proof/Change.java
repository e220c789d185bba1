package io.plumbline.engine.exec.proof;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Other values for a column, or fewer rows.
///
/// @param values the column's value in each row; for fewer rows null, as for no change at all
/// @param kept which rows stay
record Change(Kind kind, List<@Nullable String> values, boolean[] kept) {

    /// The kinds of change.
    enum Kind {
        /// The column's values are dealt out to other rows.
        SHUFFLED("values dealt out to other rows"),
        /// A value becomes null.
        NULLED("set to null"),
        /// A value of the type in the place of another.
        REPLACED("replaced by a random value"),
        /// A value at the edge of the type in the place of another.
        EDGE("replaced by an edge value of its type"),
        /// A value that the plan or another column has, in the place of another.
        MATCHED("replaced by a value that the plan or another column has"),
        /// The next value.
        NUDGED("replaced by the next value"),
        /// One row's value in every row.
        LEVELLED("set to one value in every row"),
        /// Rows are taken away.
        REMOVED("taken away");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// Returns what was done, for people.
        String words() {
            return words;
        }
    }
}
