package io.plumbline.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// People who answer for datasets and pipelines together.
///
/// @param members names or addresses, in the order of the file
public record Team(String name, @Nullable String description, List<String> members) {

    /// Copies the list.
    public Team {
        members = List.copyOf(members);
    }
}
