package io.plumbline.engine.sql;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;

/// Rows that a program outside of any engine makes of its input's rows. No target has words for it:
/// it is run where the plan is cut, and what is known of it is what was declared.
public final class ExternalCall extends SingleRel {
    private static final int SHOWN = 60;

    private final Terms terms;

    /// What is declared of a program.
    ///
    /// @param command the program, then its arguments
    /// @param files files of the workspace that it needs
    /// @param timeout how long it may take
    /// @param oneToOne whether it makes one row of each row
    /// @param flow the input columns that an output column comes from, by its name; those that are
    ///   missing may come from any
    public record Terms(
            List<String> command,
            List<String> files,
            Duration timeout,
            boolean oneToOne,
            Map<String, List<String>> flow) {

        /// Copies the collections.
        public Terms {
            command = List.copyOf(command);
            files = List.copyOf(files);
            flow = Collections.unmodifiableMap(new LinkedHashMap<>(flow));
        }
    }

    private ExternalCall(
            RelOptCluster cluster,
            RelTraitSet traits,
            RelNode input,
            RelDataType rows,
            Terms terms) {
        super(cluster, traits, input);
        this.rowType = rows;
        this.terms = terms;
    }

    /// Returns the rows of a program.
    ///
    /// @param rows the columns that it gives
    public static ExternalCall of(RelNode input, RelDataType rows, Terms terms) {
        return new ExternalCall(
                input.getCluster(), input.getCluster().traitSet(), input, rows, terms);
    }

    /// Returns what is declared of the program.
    public Terms terms() {
        return terms;
    }

    /// Returns whether it makes one row of each row.
    public boolean oneToOne() {
        return terms.oneToOne();
    }

    /// Returns the command as people read it, cut where it is long.
    public String name() {
        String all = String.join(" ", terms.command()).replaceAll("\\p{Cntrl}", " ");
        return all.length() <= SHOWN ? all : all.substring(0, SHOWN - 1) + "…";
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new ExternalCall(getCluster(), traits, inputs.getFirst(), rowType, terms);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("program", name())
                .item("rows", terms.oneToOne() ? "one_to_one" : "any");
    }
}
