package io.plumbline.engine.sql;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The tables that statements may name. Asked only for what a statement does name, so that
/// describing a table may be slow.
public interface Catalog {

    /// Returns the relation of that name, case ignored.
    Optional<Relation> find(List<String> path);

    /// Returns the names that [#find] knows, for suggestions; need not be complete.
    Collection<List<String>> paths();

    /// Returns a catalog of relations known beforehand, each under its own path.
    static Catalog of(Collection<Relation> relations) {
        Map<List<String>, Relation> known = new LinkedHashMap<>();
        relations.forEach(r -> known.put(r.path(), r));
        return named(known);
    }

    /// Returns a catalog of relations known beforehand, each under a name that may differ from its
    /// path.
    static Catalog named(Map<List<String>, Relation> relations) {
        Map<List<String>, Relation> lower = new LinkedHashMap<>();
        relations.forEach((name, relation) -> lower.putIfAbsent(lower(name), relation));
        List<List<String>> names = List.copyOf(relations.keySet());
        return new Catalog() {
            @Override
            public Optional<Relation> find(List<String> path) {
                return Optional.ofNullable(lower.get(lower(path)));
            }

            @Override
            public Collection<List<String>> paths() {
                return names;
            }
        };
    }

    private static List<String> lower(List<String> path) {
        return path.stream().map(p -> p.toLowerCase(Locale.ROOT)).toList();
    }
}
