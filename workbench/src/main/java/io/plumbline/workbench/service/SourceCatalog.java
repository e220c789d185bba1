package io.plumbline.workbench.service;

import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tables of opened sources under the names that a statement gives them: `table` for a source
/// without a name, `source.table` or `source.schema.table` for one with a name. A table is
/// described only when it is named.
final class SourceCatalog implements Catalog, AutoCloseable {
    private record Named(@Nullable String name, Source source) {}

    private final List<Named> sources = new ArrayList<>();
    private final Map<List<String>, Scan> named = new LinkedHashMap<>();

    /// Adds a source, which is closed with the catalog.
    void add(@Nullable String name, Source source) {
        sources.add(new Named(name, source));
    }

    /// Returns the tables that were found so far, by the paths of their relations.
    Map<List<String>, Scan> named() {
        return named;
    }

    @Override
    public Optional<Relation> find(List<String> path) {
        for (Named s : sources) {
            Optional<String> table = table(s, path);
            if (table.isPresent()) {
                Scan scan = s.source().scan(table.orElseThrow(), null);
                List<String> key =
                        s.name() == null
                                ? List.of(table.orElseThrow())
                                : List.of(s.name(), table.orElseThrow());
                named.put(key, scan);
                return Optional.of(new Relation(key, scan.schema()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> table(Named s, List<String> path) {
        List<String> rest = path;
        if (s.name() != null) {
            if (path.size() < 2 || !path.getFirst().equalsIgnoreCase(s.name())) {
                return Optional.empty();
            }
            rest = path.subList(1, path.size());
        }
        String wanted = String.join(".", rest).toLowerCase(Locale.ROOT);
        Optional<String> exact =
                s.source().tables().stream()
                        .filter(t -> t.toLowerCase(Locale.ROOT).equals(wanted))
                        .findFirst();
        return exact.isPresent()
                ? exact
                : s.source().tables().stream()
                        .filter(t -> t.toLowerCase(Locale.ROOT).endsWith("." + wanted))
                        .findFirst();
    }

    @Override
    public Collection<List<String>> paths() {
        List<List<String>> paths = new ArrayList<>();
        for (Named s : sources) {
            for (String table : s.source().tables()) {
                paths.add(s.name() == null ? List.of(table) : List.of(s.name(), table));
            }
        }
        return paths;
    }

    @Override
    public void close() {
        sources.forEach(s -> s.source().close());
    }
}
