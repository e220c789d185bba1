package io.plumbline.engine.flow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A set of influences in the order found; of two that differ in their reason alone the first
/// stays. Grows only while it is built.
final class Influences {
    private record Key(SourceColumn from, How how) {}

    private final Map<Key, Influence> all = new LinkedHashMap<>();

    static Influences none() {
        return new Influences();
    }

    static Influences of(Collection<Influence> influences) {
        Influences set = new Influences();
        influences.forEach(set::add);
        return set;
    }

    Influences add(Influence influence) {
        all.putIfAbsent(new Key(influence.from(), influence.how()), influence);
        return this;
    }

    Influences addAll(Influences others) {
        others.all.forEach(all::putIfAbsent);
        return this;
    }

    /// Adds others as they act through one more expression.
    Influences addAll(Influences others, How next, String text) {
        others.all.values().forEach(i -> add(i.then(next, text)));
        return this;
    }

    List<Influence> list() {
        return List.copyOf(all.values());
    }

    List<Influence> list(Predicate<Influence> wanted) {
        return all.values().stream().filter(wanted).toList();
    }

    int size() {
        return all.size();
    }
}
