package io.plumbline.engine.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds who answers for a contract: the custom property `owner`, else the team, else the member of
/// the team whose role is owner.
final class DatasetOwner {
    private DatasetOwner() {}

    /// Returns the owner that a contract's tree tells.
    static Optional<String> of(Map<String, Object> contract) {
        Map<String, Object> team = Trees.mapping(contract.get("team"));
        return Trees.property(contract, "owner")
                .or(() -> Optional.ofNullable(Trees.text(team.get("name"))))
                .or(() -> member(contract, team));
    }

    private static Optional<String> member(Map<String, Object> contract, Map<String, Object> team) {
        List<Object> members = new ArrayList<>(Trees.list(contract.get("team")));
        members.addAll(Trees.list(team.get("members")));
        return members.stream()
                .map(Trees::mapping)
                .filter(m -> "owner".equalsIgnoreCase(Trees.text(m.get("role"))))
                .findFirst()
                .flatMap(m -> Optional.ofNullable(Trees.text(m.get("username"))));
    }
}
