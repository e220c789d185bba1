package io.plumbline.engine.sql;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multimap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelDistribution;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexTableInputRef.RelTableRef;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.util.ArrowSet;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/// Calcite's metadata, made when it is first asked for: its two dozen proxy classes take a third of
/// a second to define, and most statements need none of them.
final class LazyMetadata extends RelMetadataQuery {
    private static final MetadataHandlerProvider NO_HANDLERS =
            new MetadataHandlerProvider() {
                @Override
                @SuppressWarnings("NullAway") // never called: every method that would is overridden
                public <H extends MetadataHandler<?>> H handler(Class<H> type) {
                    return null;
                }
            };

    private @Nullable RelMetadataQuery made;

    LazyMetadata() {
        super(NO_HANDLERS);
    }

    private RelMetadataQuery real() {
        RelMetadataQuery query = made;
        if (query == null) {
            query =
                    new RelMetadataQuery(
                            new ProxyingMetadataHandlerProvider(
                                    DefaultRelMetadataProvider.INSTANCE));
            made = query;
        }
        return query;
    }

    @Override
    public boolean clearCache(RelNode rel) {
        return made != null && made.clearCache(rel);
    }

    @Override
    public @Nullable Multimap<Class<? extends RelNode>, RelNode> getNodeTypes(RelNode rel) {
        return real().getNodeTypes(rel);
    }

    @Override
    public Double getRowCount(RelNode rel) {
        return real().getRowCount(rel);
    }

    @Override
    public @Nullable Double getMaxRowCount(RelNode rel) {
        return real().getMaxRowCount(rel);
    }

    @Override
    public @Nullable Double getMinRowCount(RelNode rel) {
        return real().getMinRowCount(rel);
    }

    @Override
    public @Nullable RelOptCost getCumulativeCost(RelNode rel) {
        return real().getCumulativeCost(rel);
    }

    @Override
    public @Nullable RelOptCost getNonCumulativeCost(RelNode rel) {
        return real().getNonCumulativeCost(rel);
    }

    @Override
    public @Nullable Double getPercentageOriginalRows(RelNode rel) {
        return real().getPercentageOriginalRows(rel);
    }

    @Override
    public @Nullable Set<RelColumnOrigin> getColumnOrigins(RelNode rel, int column) {
        return real().getColumnOrigins(rel, column);
    }

    @Override
    public @Nullable Set<RexNode> getExpressionLineage(RelNode rel, RexNode expression) {
        return real().getExpressionLineage(rel, expression);
    }

    @Override
    public @Nullable Set<RelTableRef> getTableReferences(RelNode rel) {
        return real().getTableReferences(rel);
    }

    @Override
    public @Nullable Double getSelectivity(RelNode rel, @Nullable RexNode predicate) {
        return real().getSelectivity(rel, predicate);
    }

    @Override
    public @Nullable Set<ImmutableBitSet> getUniqueKeys(RelNode rel, boolean ignoreNulls) {
        return real().getUniqueKeys(rel, ignoreNulls);
    }

    @Override
    public @Nullable Boolean areColumnsUnique(
            RelNode rel, ImmutableBitSet columns, boolean ignoreNulls) {
        return real().areColumnsUnique(rel, columns, ignoreNulls);
    }

    @Override
    public @Nullable ImmutableList<RelCollation> collations(RelNode rel) {
        return real().collations(rel);
    }

    @Override
    public RelDistribution distribution(RelNode rel) {
        return real().distribution(rel);
    }

    @Override
    public @Nullable Double getPopulationSize(RelNode rel, ImmutableBitSet groupKey) {
        return real().getPopulationSize(rel, groupKey);
    }

    @Override
    public @Nullable Double getAverageRowSize(RelNode rel) {
        return real().getAverageRowSize(rel);
    }

    @Override
    public @Nullable List<@Nullable Double> getAverageColumnSizes(RelNode rel) {
        return real().getAverageColumnSizes(rel);
    }

    @Override
    public @Nullable Boolean isPhaseTransition(RelNode rel) {
        return real().isPhaseTransition(rel);
    }

    @Override
    public @Nullable Integer splitCount(RelNode rel) {
        return real().splitCount(rel);
    }

    @Override
    public @Nullable Double memory(RelNode rel) {
        return real().memory(rel);
    }

    @Override
    public @Nullable Double cumulativeMemoryWithinPhase(RelNode rel) {
        return real().cumulativeMemoryWithinPhase(rel);
    }

    @Override
    public @Nullable Double cumulativeMemoryWithinPhaseSplit(RelNode rel) {
        return real().cumulativeMemoryWithinPhaseSplit(rel);
    }

    @Override
    public @Nullable Boolean isMeasure(RelNode rel, int column) {
        return real().isMeasure(rel, column);
    }

    @Override
    public RexNode expand(RelNode rel, int column, BuiltInMetadata.Measure.Context context) {
        return real().expand(rel, column, context);
    }

    @Override
    public @Nullable Double getDistinctRowCount(
            RelNode rel, ImmutableBitSet groupKey, @Nullable RexNode predicate) {
        return real().getDistinctRowCount(rel, groupKey, predicate);
    }

    @Override
    public RelOptPredicateList getPulledUpPredicates(RelNode rel) {
        return real().getPulledUpPredicates(rel);
    }

    @Override
    public @Nullable RelOptPredicateList getAllPredicates(RelNode rel) {
        return real().getAllPredicates(rel);
    }

    @Override
    public Boolean isVisibleInExplain(RelNode rel, SqlExplainLevel explainLevel) {
        return real().isVisibleInExplain(rel, explainLevel);
    }

    @Override
    public @Nullable RelDistribution getDistribution(RelNode rel) {
        return real().getDistribution(rel);
    }

    @Override
    public @Nullable RelOptCost getLowerBoundCost(RelNode rel, VolcanoPlanner planner) {
        return real().getLowerBoundCost(rel, planner);
    }

    @Override
    public @Nullable Boolean determines(RelNode rel, int determinant, int dependent) {
        return real().determines(rel, determinant, dependent);
    }

    @Override
    public Boolean determinesSet(
            RelNode rel, ImmutableBitSet determinants, ImmutableBitSet dependents) {
        return real().determinesSet(rel, determinants, dependents);
    }

    @Override
    public ImmutableBitSet dependents(RelNode rel, ImmutableBitSet ordinals) {
        return real().dependents(rel, ordinals);
    }

    @Override
    public Set<ImmutableBitSet> determinants(RelNode rel, ImmutableBitSet ordinals) {
        return real().determinants(rel, ordinals);
    }

    @Override
    public ArrowSet getFDs(RelNode rel) {
        return real().getFDs(rel);
    }

    @Override
    public ImmutableBitSet getInputFieldsUsed(RelNode rel) {
        return real().getInputFieldsUsed(rel);
    }
}
