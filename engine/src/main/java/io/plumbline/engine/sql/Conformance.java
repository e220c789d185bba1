package io.plumbline.engine.sql;

import org.apache.calcite.sql.validate.SqlAbstractConformance;

/// The standard, with the few liberties that people expect: `!=`, `%`, names and numbers of the
/// SELECT list in GROUP BY.
final class Conformance extends SqlAbstractConformance {
    @Override
    public boolean isBangEqualAllowed() {
        return true;
    }

    @Override
    public boolean isPercentRemainderAllowed() {
        return true;
    }

    @Override
    public boolean isGroupByOrdinal() {
        return true;
    }
}
