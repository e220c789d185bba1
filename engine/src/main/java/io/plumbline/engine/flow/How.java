package io.plumbline.engine.flow;

/// How a source column acts on an output column.
public enum How {
    /// Its value, unchanged.
    IDENTITY,
    /// Its value, changed by an expression; a cast is one.
    TRANSFORMATION,
    /// Its values, with an aggregate on the way.
    AGGREGATION,
    /// It feeds something whose working is not known.
    UNKNOWN,
    /// It decides which rows are there: WHERE, HAVING, QUALIFY, IN, EXISTS.
    FILTER,
    /// It decides which rows are paired.
    JOIN,
    /// It decides which rows are put together.
    GROUP_BY,
    /// It decides which rows are there by their order and a limit, or the order in a list.
    SORT,
    /// It partitions or orders a window.
    WINDOW,
    /// It decides which value is taken: the condition of a CASE.
    CONDITIONAL,
    /// The relation's rows are there: stands with the column `*`, carries a relation's own row
    /// influences when flows are put together, and is shown to nobody.
    PRESENCE;

    /// Returns whether values come this way, rather than influences alone.
    public boolean isDirect() {
        return compareTo(UNKNOWN) <= 0;
    }

    /// Returns whether this decides which rows are there.
    boolean isRowLevel() {
        return switch (this) {
            case FILTER, JOIN, GROUP_BY, SORT, PRESENCE -> true;
            case IDENTITY, TRANSFORMATION, AGGREGATION, UNKNOWN, WINDOW, CONDITIONAL -> false;
        };
    }

    /// Returns how a source acts that acts this way on a value which then acts `next` on another.
    How then(How next) {
        if (!next.isDirect()) {
            // an influence on what decides about rows decides about rows itself
            boolean replaced = isDirect() || (next.isRowLevel() && !isRowLevel());
            return replaced ? next : this;
        }
        if (!isDirect()) {
            return this;
        }
        // the later one of the constants wins: unknown over aggregation over transformation
        return compareTo(next) >= 0 ? this : next;
    }
}
