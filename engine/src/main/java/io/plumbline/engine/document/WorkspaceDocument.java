package io.plumbline.engine.document;

import io.plumbline.engine.model.OpenLineageTarget;
import io.plumbline.engine.model.Team;
import io.plumbline.engine.model.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes `workspace.yaml`.
public final class WorkspaceDocument {
    private static final String OPEN_LINEAGE = "openlineage";

    private WorkspaceDocument() {}

    /// What the file says.
    record Head(
            @Nullable String name,
            @Nullable String description,
            List<String> regions,
            Map<String, Team> teams,
            Map<String, List<String>> roles,
            List<String> packs,
            @Nullable OpenLineageTarget openLineage) {}

    /// What is known when the file cannot be read.
    static final Head NOTHING =
            new Head(null, null, List.of(), Map.of(), Map.of(), List.of(), null);

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
                root.texts("packs"),
                root.entries().containsKey(OPEN_LINEAGE)
                        ? target(root.mapping(OPEN_LINEAGE))
                        : null);
    }

    private static OpenLineageTarget target(Element.Mapping told) {
        return new OpenLineageTarget(told.text("url"), told.text("file"), told.text("api_key"));
    }

    private static void putTarget(Map<String, Object> tree, @Nullable OpenLineageTarget target) {
        if (target == null) {
            return;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        putText(told, "url", target.url());
        putText(told, "file", target.file());
        putText(told, "api_key", target.apiKey());
        tree.put(OPEN_LINEAGE, told);
    }

    private static void putText(Map<String, Object> tree, String key, @Nullable String text) {
        if (text != null) {
            tree.put(key, text);
        }
    }

    /// Returns the file's text, with the comments of the text that it takes the place of.
    ///
    /// @param existing the file as it is, null for a new one
    public static String write(Workspace workspace, @Nullable String existing) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", 1);
        tree.put("name", workspace.name());
        if (workspace.description() != null) {
            tree.put("description", workspace.description());
        }
        putList(tree, "regions", workspace.regions());
        Map<String, Object> teams = new LinkedHashMap<>();
        workspace.teams().forEach((name, team) -> teams.put(name, team(team)));
        if (!teams.isEmpty()) {
            tree.put("teams", teams);
        }
        if (!workspace.roles().isEmpty()) {
            tree.put("roles", new LinkedHashMap<String, Object>(workspace.roles()));
        }
        putList(tree, "packs", workspace.packs());
        putTarget(tree, workspace.openLineage());
        return Documents.write(tree, existing, WorkspaceFiles.WORKSPACE);
    }

    private static Map<String, Object> team(Team team) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (team.description() != null) {
            tree.put("description", team.description());
        }
        putList(tree, "members", team.members());
        return tree;
    }

    private static void putList(Map<String, Object> tree, String key, List<String> items) {
        if (!items.isEmpty()) {
            tree.put(key, items);
        }
    }
}
