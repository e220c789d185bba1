package io.plumbline.engine.exec;

/// The rows that went through a step. Always, where all are known: `in + combined = out + filtered
/// + rejected`.
///
/// @param in rows of all inputs; of a step that reads a dataset, the rows of the dataset; of a step
///   that keeps rows of its first input and only looks at others (semi join, except), those of the
///   first
/// @param out rows that left by `out`; of a write step, rows written
/// @param filtered rows left out by a step that only lets rows pass, changed or not, or leaves them
///   out (filter, limit, distinct, a query over one input without grouping)
/// @param rejected rows that left by `rejected`
/// @param combined rows that a step made more than it took, negative when fewer, where rows out are
///   no longer rows in (join, aggregate, other queries); such a step has no filtered rows
/// @param millis time of the statement whose last step this is, 0 for steps that ran inside it
/// @param bytes bytes shipped, read or written by this step, 0 where none
public record StepAccount(
        String step,
        long in,
        long out,
        long filtered,
        long rejected,
        long combined,
        long millis,
        long bytes) {

    /// Stands for a number of rows that was not counted.
    public static final long UNKNOWN = -1;

    /// Returns whether the numbers are known and balance.
    public boolean balanced() {
        return in != UNKNOWN && out != UNKNOWN && in + combined == out + filtered + rejected;
    }
}
