package io.plumbline.engine.sql;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.ViewExpanders;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/// Turns validated statements into plans that say what the statement says: sub-queries kept,
/// nothing folded, nothing trimmed.
public final class Conversion {
    private static final SqlToRelConverter.Config CONVERTER =
            SqlToRelConverter.config()
                    .withExpand(false)
                    .withDecorrelationEnabled(false)
                    .withTrimUnusedFields(false)
                    .withRelBuilderFactory(RelFactories.LOGICAL_BUILDER)
                    .withRelBuilderConfigTransform(
                            c -> c.withSimplify(false).withSimplifyValues(false));

    private Conversion() {}

    /// Returns a new cluster that folds no constants: what Calcite's Java computes is not always
    /// what the product means.
    public static RelOptCluster newCluster() {
        RelDataTypeFactory types = Types.factory();
        HepPlanner planner = new HepPlanner(HepProgram.builder().build());
        planner.setExecutor((rex, constants, reduced) -> reduced.addAll(constants));
        RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(types));
        cluster.setMetadataQuerySupplier(LazyMetadata::new);
        return cluster;
    }

    /// Returns the plan of a validated query.
    public static RelNode plan(
            SqlNode validated,
            SqlValidator validator,
            Prepare.CatalogReader reader,
            RelOptCluster cluster) {
        SqlToRelConverter converter =
                new SqlToRelConverter(
                        ViewExpanders.simpleContext(cluster),
                        validator,
                        reader,
                        cluster,
                        StandardConvertletTable.INSTANCE,
                        CONVERTER);
        return converter.convertQuery(validated, false, true).project();
    }
}
