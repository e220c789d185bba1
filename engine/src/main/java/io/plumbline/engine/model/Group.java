package io.plumbline.engine.model;

import java.util.List;

/// Steps that a person sees as one: a frame around their boxes, or one box when it is folded.
/// Changes nothing of what they mean.
///
/// @param name unique in the pipeline
/// @param steps ids in the order of the file; a step is in one group at most
public record Group(String name, List<String> steps, boolean folded) {

    /// Copies the ids.
    public Group {
        steps = List.copyOf(steps);
    }
}
