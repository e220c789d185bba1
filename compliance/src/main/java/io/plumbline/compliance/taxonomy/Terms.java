package io.plumbline.compliance.taxonomy;

import io.plumbline.engine.error.Suggestion;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The words of one list, by key. A key with dots belongs to the one before its last dot: an e-mail
/// address (`user.contact.email`) is contact data (`user.contact`).
public final class Terms {

    /// A word.
    ///
    /// @param name what people call it
    /// @param own whether the workspace added it
    public record Term(String key, String name, String description, boolean own) {}

    private final SortedMap<String, Term> byKey;

    Terms(Collection<Term> terms) {
        SortedMap<String, Term> all = new TreeMap<>();
        terms.forEach(t -> all.put(t.key(), t));
        byKey = Collections.unmodifiableSortedMap(all);
    }

    /// Returns all, by key.
    public SortedMap<String, Term> all() {
        return byKey;
    }

    /// Returns whether there is such a word.
    public boolean has(String key) {
        return byKey.containsKey(key);
    }

    /// Returns a word; empty when there is none.
    public Optional<Term> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /// Returns the key that was probably meant, in words for a person; empty when none is near.
    public Optional<String> remedyFor(String key) {
        return Suggestion.nearest(key, byKey.keySet()).map(n -> "Did you mean '" + n + "'?");
    }

    /// Returns what a key belongs to; empty for one at the top.
    public static Optional<String> parent(String key) {
        int dot = key.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(key.substring(0, dot));
    }

    /// Returns whether a key is another one or belongs to it.
    public static boolean isWithin(String key, String wider) {
        return key.equals(wider) || key.startsWith(wider + ".");
    }
}
