package io.plumbline.engine.flow;

import java.util.ArrayList;
import java.util.List;

/// One way in which a source column acts on an output column.
///
/// @param reason the texts of the expressions on the way, from the source to the output; empty for
///   a value passed on
public record Influence(SourceColumn from, How how, List<String> reason) {

    /// Copies the list.
    public Influence {
        reason = List.copyOf(reason);
    }

    /// Returns this influence acting through one more expression.
    Influence then(How next, String text) {
        How joined = how.then(next);
        List<String> longer = reason;
        if (!text.isEmpty() && (reason.isEmpty() || !reason.getLast().equals(text))) {
            longer = new ArrayList<>(reason);
            longer.add(text);
        }
        return new Influence(from, joined, longer);
    }
}
