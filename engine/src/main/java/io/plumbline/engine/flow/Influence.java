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

    /// Returns whether a text shows another as a part of it.
    private static boolean holds(String text, String part) {
        int at = text.indexOf(part);
        int end = at + part.length();
        return at >= 0
                && (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
                && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
    }

    /// Returns this influence acting through one more expression.
    Influence then(How next, String text) {
        How joined = how.then(next);
        List<String> longer = reason;
        if (!text.isEmpty()) {
            longer = new ArrayList<>(reason);
            if (!reason.isEmpty() && holds(text, reason.getLast())) {
                longer.removeLast();
            }
            longer.add(text);
        }
        return new Influence(from, joined, longer);
    }
}
