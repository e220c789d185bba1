package io.plumbline.engine.sql;

import java.util.List;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.plan.RelOptSchema;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.rel.RelDistribution;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlAccessType;
import org.apache.calcite.sql.validate.SqlModality;
import org.apache.calcite.sql.validate.SqlMonotonicity;
import org.jspecify.annotations.Nullable;

/// A relation as Calcite's table; its scan is called by the relation's path.
final class RelationTable extends AbstractTable {
    private final Preparing preparing;

    RelationTable(Relation relation, RelOptSchema reader, RelDataTypeFactory types) {
        this.preparing =
                new Preparing(
                        relation.path(), Types.toRelType(relation.schema(), types), reader, this);
    }

    Prepare.PreparingTable preparing() {
        return preparing;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
        return preparing.getRowType();
    }

    @Override
    public Statistic getStatistic() {
        return Statistics.UNKNOWN;
    }

    @Override
    public <C> @Nullable C unwrap(Class<C> type) {
        return type.isInstance(preparing) ? type.cast(preparing) : super.unwrap(type);
    }

    private static final class Preparing extends Prepare.AbstractPreparingTable {
        private final List<String> path;
        private final RelDataType rowType;
        private final RelOptSchema reader;
        private final RelationTable table;

        Preparing(
                List<String> path, RelDataType rowType, RelOptSchema reader, RelationTable table) {
            this.path = path;
            this.rowType = rowType;
            this.reader = reader;
            this.table = table;
        }

        @Override
        public List<String> getQualifiedName() {
            return path;
        }

        @Override
        public RelDataType getRowType() {
            return rowType;
        }

        @Override
        public RelOptSchema getRelOptSchema() {
            return reader;
        }

        @Override
        public double getRowCount() {
            return 1_000;
        }

        @Override
        public RelNode toRel(ToRelContext context) {
            return LogicalTableScan.create(context.getCluster(), this, context.getTableHints());
        }

        @Override
        public SqlMonotonicity getMonotonicity(String column) {
            return SqlMonotonicity.NOT_MONOTONIC;
        }

        @Override
        public SqlAccessType getAllowedAccess() {
            return SqlAccessType.READ_ONLY;
        }

        @Override
        public boolean supportsModality(SqlModality modality) {
            return modality == SqlModality.RELATION;
        }

        @Override
        public boolean isTemporal() {
            return false;
        }

        @Override
        protected RelOptTable extend(org.apache.calcite.schema.Table extended) {
            throw new UnsupportedOperationException("tables have fixed columns");
        }

        @Override
        public List<org.apache.calcite.schema.ColumnStrategy> getColumnStrategies() {
            return java.util.Collections.nCopies(
                    rowType.getFieldCount(), org.apache.calcite.schema.ColumnStrategy.NULLABLE);
        }

        @Override
        public <T> @Nullable T unwrap(Class<T> type) {
            if (type.isInstance(this)) {
                return type.cast(this);
            }
            return type.isInstance(table) ? type.cast(table) : null;
        }

        @Override
        public List<org.apache.calcite.rel.RelReferentialConstraint> getReferentialConstraints() {
            return List.of();
        }

        @Override
        public List<org.apache.calcite.rel.RelCollation> getCollationList() {
            return List.of();
        }

        @Override
        public List<org.apache.calcite.util.ImmutableBitSet> getKeys() {
            return List.of();
        }

        @Override
        public @Nullable RelDistribution getDistribution() {
            return null;
        }

        @Override
        public boolean isKey(org.apache.calcite.util.ImmutableBitSet columns) {
            return false;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public @Nullable Expression getExpression(Class type) {
            return null;
        }

        @Override
        public String toString() {
            return path
                    + rowType.getFieldList().stream()
                            .map(RelDataTypeField::getName)
                            .toList()
                            .toString();
        }
    }
}
