package io.plumbline.compliance.taxonomy;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.model.Classification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The words that are known: those of fideslang (CC BY 4.0, see `taxonomy.json`) and the regions
/// that come with the program, and what a workspace adds.
///
/// @param categories kinds of data, such as `user.contact.email`
/// @param uses purposes, such as `essential.service`
/// @param subjects kinds of people, such as `customer`
public record Taxonomy(
        Terms categories,
        Terms uses,
        Terms subjects,
        SortedMap<String, Region> regions,
        SortedMap<String, LegalEntity> entities) {

    /// The category of what is not about people: what a person says of a column that looked
    /// personal and is not.
    public static final String NOT_PERSONAL = "system.operations";

    private static final Taxonomy BUILT_IN = load();

    /// Copies the maps.
    public Taxonomy {
        regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
        entities = Collections.unmodifiableSortedMap(new TreeMap<>(entities));
    }

    /// Returns what comes with the program.
    public static Taxonomy builtIn() {
        return BUILT_IN;
    }

    /// Returns what a workspace knows. What does not fit is left out and told by [TaxonomyReading].
    public static Taxonomy of(Classification added) {
        return TaxonomyReading.of(added).taxonomy();
    }

    /// Returns whether data of a category is about a person.
    public static boolean isPersonal(String category) {
        return Terms.isWithin(category, "user");
    }

    /// Returns the countries of a region, those of the regions within it included; empty for an
    /// unknown one.
    public Set<String> countries(String region) {
        Set<String> found = new TreeSet<>();
        for (Region one : regions.values()) {
            if (isWithin(one.key(), region)) {
                found.addAll(one.countries());
            }
        }
        return found;
    }

    /// Returns whether a region is another one or part of it.
    public boolean isWithin(String region, String wider) {
        @Nullable String at = region;
        for (int hops = 0; at != null && hops <= regions.size(); hops++) {
            if (at.equals(wider)) {
                return true;
            }
            at = Optional.ofNullable(regions.get(at)).map(Region::within).orElse(null);
        }
        return false;
    }

    private static Taxonomy load() {
        try (InputStream in = Taxonomy.class.getResourceAsStream("taxonomy.json")) {
            if (in == null
                    || !(Json.read(in.readAllBytes(), "taxonomy.json") instanceof Map<?, ?> all)) {
                throw new IllegalStateException("no taxonomy in this program");
            }
            SortedMap<String, Region> regions = new TreeMap<>();
            for (Map<?, ?> told : maps(all, "regions")) {
                Set<String> countries = new TreeSet<>();
                if (told.get("countries") instanceof List<?> list) {
                    list.forEach(c -> countries.add(String.valueOf(c)));
                }
                Object within = told.get("within");
                Region region =
                        new Region(
                                text(told, "key"),
                                text(told, "description"),
                                countries,
                                within == null ? null : within.toString());
                regions.put(region.key(), region);
            }
            return new Taxonomy(
                    terms(all, "categories"),
                    terms(all, "uses"),
                    terms(all, "subjects"),
                    regions,
                    new TreeMap<>());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the taxonomy", e);
        }
    }

    private static Terms terms(Map<?, ?> all, String list) {
        List<Terms.Term> terms = new ArrayList<>();
        for (Map<?, ?> t : maps(all, list)) {
            terms.add(
                    new Terms.Term(text(t, "key"), text(t, "name"), text(t, "description"), false));
        }
        return new Terms(terms);
    }

    private static List<Map<?, ?>> maps(Map<?, ?> all, String list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (all.get(list) instanceof List<?> told) {
            told.forEach(t -> maps.add((Map<?, ?>) t));
        }
        return maps;
    }

    private static String text(Map<?, ?> told, String key) {
        return String.valueOf(told.get(key));
    }
}
