package io.plumbline.engine.document;

import io.plumbline.engine.model.Team;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes `workspace.yaml`.
public final class WorkspaceDocument {
    private WorkspaceDocument() {}

    /// What the file says.
    record Head(
            @Nullable String name,
            @Nullable String description,
            List<String> regions,
            Map<String, Team> teams,
            Map<String, List<String>> roles,
            List<String> packs) {}

    /// What is known when the file cannot be read.
    static final Head NOTHING = new Head(null, null, List.of(), Map.of(), Map.of(), List.of());

    static Head read(Element.Mapping root) {
        Map<String, Team> teams = new LinkedHashMap<>();
        Element.Mapping told = root.mapping("teams");
        told.entries()
                .keySet()
                .forEach(name -> {
                    Element.Mapping team = told.mapping(name);
                    teams.put(
                            name, new Team(name, team.text("description"), team.texts("members")));
                });
        Map<String, List<String>> roles = new LinkedHashMap<>();
        Element.Mapping holders = root.mapping("roles");
        holders.entries().keySet().forEach(role -> roles.put(role, holders.texts(role)));
        return new Head(
                root.text("name"),
                root.text("description"),
                root.texts("regions"),
                teams,
                roles,
                root.texts("packs"));
    }
}
