package io.plumbline.engine.exec.proof;

import io.plumbline.engine.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the trials of a proof showed.
///
/// @param trials how often plans were run over changed values
/// @param relations the rows used
/// @param edges every pair of a source column and an output column that lineage knows
/// @param unsound what changed and must not have, by lineage
/// @param stops changes after which the run failed
/// @param undecided output columns that also change with nothing but the order of rows, and outputs
///   that are too large to be looked at; nothing is said about these
public record ProofReport(
        long trials,
        long seed,
        List<Used> relations,
        List<Edge> edges,
        List<Unsound> unsound,
        List<Stop> stops,
        List<Undecided> undecided) {

    /// Copies the lists.
    public ProofReport {
        relations = List.copyOf(relations);
        edges = List.copyOf(edges);
        unsound = List.copyOf(unsound);
        stops = List.copyOf(stops);
        undecided = List.copyOf(undecided);
    }

    /// The rows of a relation.
    public record Used(List<String> relation, int rows, boolean madeUp) {}

    /// A pair of columns that lineage connects.
    ///
    /// @param ways how, such as `IDENTITY`, `FILTER`
    /// @param shown in how many trials the output changed with the source
    /// @param trials in how many trials the source was changed and the run came to its end
    public record Edge(
            List<String> relation,
            String column,
            String target,
            String output,
            List<String> ways,
            int shown,
            int trials) {}

    /// A column of a source that acts on outputs without an edge.
    ///
    /// @param column `*` where it is the presence of rows
    /// @param outputs the output columns; several where they change together and none alone
    public record Unsound(
            List<String> relation,
            String column,
            String target,
            List<String> outputs,
            Witness witness) {

        /// Copies the list.
        public Unsound {
            outputs = List.copyOf(outputs);
        }
    }

    /// What was changed, and what came of it.
    ///
    /// @param change what was done, in words
    /// @param row the only row of the source that was changed, counted from 1; 0 where several were
    /// @param changed how many rows were changed
    /// @param before the value in that row, null where several were changed
    /// @param outputRow a row of the changed output that was not there before, counted from 1; 0
    ///   where rows only went
    /// @param gone the outputs of a row that went, empty where none did
    /// @param come the outputs of a row that came, empty where none did
    public record Witness(
            String change,
            int row,
            int changed,
            @Nullable String before,
            @Nullable String after,
            int outputRow,
            List<@Nullable String> gone,
            List<@Nullable String> come) {}

    /// A column of a source that can end the run.
    ///
    /// @param why the code of the failure
    /// @param what the target that failed, or the check step
    public record Stop(
            List<String> relation, String column, String what, ErrorCode why, int trials) {}

    /// Output columns about which nothing can be said.
    public record Undecided(String target, List<String> outputs, String why) {}

    /// Returns whether no change went unexplained.
    public boolean sound() {
        return unsound.isEmpty();
    }

    /// Returns the edges that no trial showed.
    public List<Edge> notExercised() {
        return edges.stream().filter(e -> e.shown() == 0).toList();
    }
}
