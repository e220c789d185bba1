package io.plumbline.workbench.service.openlineage;

import io.plumbline.workbench.service.WorkspaceSession;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds the datasets of a workspace behind the names that events give them: by the name that
/// OpenLineage has for them, by the workspace's own, or by a symlink. What is none of them keeps
/// namespace and name.
final class KnownNames {
    private final Map<DatasetNames.Name, String> known = new HashMap<>();
    private final Map<DatasetNames.Name, String> linked = new HashMap<>();
    private final String home;

    KnownNames(WorkspaceSession session) {
        DatasetNames names = new DatasetNames(session.workspace());
        this.home = names.home();
        for (String dataset : session.datasets().names()) {
            known.put(lower(names.of(dataset)), dataset);
            known.put(lower(new DatasetNames.Name(home, dataset)), dataset);
        }
    }

    String home() {
        return home;
    }

    /// Notes the other names that an event gives a dataset.
    void learn(Map<?, ?> dataset) {
        if (dataset.get("facets") instanceof Map<?, ?> facets
                && facets.get("symlinks") instanceof Map<?, ?> links
                && links.get("identifiers") instanceof List<?> identifiers) {
            for (Object identifier : identifiers) {
                if (identifier instanceof Map<?, ?> link) {
                    DatasetNames.Name other = name(link);
                    String here = known.get(lower(other));
                    boolean ours = other.namespace().equals(home);
                    if (here != null || ours) {
                        linked.putIfAbsent(
                                lower(name(dataset)), here == null ? other.name() : here);
                    }
                }
            }
        }
    }

    /// Returns what a dataset is called here.
    String of(DatasetNames.Name name) {
        String here = known.get(lower(name));
        if (here == null) {
            here = linked.get(lower(name));
        }
        return here != null
                ? here
                : name.namespace().equals(home)
                        ? name.name()
                        : name.namespace() + "/" + name.name();
    }

    static DatasetNames.Name name(Map<?, ?> holder) {
        return new DatasetNames.Name(
                String.valueOf(holder.get("namespace")), String.valueOf(holder.get("name")));
    }

    private static DatasetNames.Name lower(DatasetNames.Name name) {
        return new DatasetNames.Name(name.namespace(), name.name().toLowerCase(Locale.ROOT));
    }
}
