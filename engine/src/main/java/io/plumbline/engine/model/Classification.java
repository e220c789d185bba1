package io.plumbline.engine.model;

import io.plumbline.engine.error.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a workspace adds to the taxonomy that comes with the program, and its own detectors
/// (`classification.yaml`). Nothing here is checked against that taxonomy yet.
///
/// @param categories kinds of data
/// @param uses purposes
/// @param subjects kinds of people
/// @param regions where data may be
/// @param entities legal entities that answer for data
public record Classification(
        List<Term> categories,
        List<Term> uses,
        List<Term> subjects,
        List<Region> regions,
        List<Entity> entities,
        List<Detector> detectors) {

    /// A workspace that adds nothing.
    public static final Classification NONE =
            new Classification(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /// Copies the lists.
    public Classification {
        categories = List.copyOf(categories);
        uses = List.copyOf(uses);
        subjects = List.copyOf(subjects);
        regions = List.copyOf(regions);
        entities = List.copyOf(entities);
        detectors = List.copyOf(detectors);
    }

    /// A text with its place in the file.
    public record Told(String text, Place place) {}

    /// A word of the taxonomy.
    ///
    /// @param key such as `user.contact.email`: what stands before the last dot is what it belongs
    ///   to
    public record Term(
            String key, @Nullable String name, @Nullable String description, Place place) {}

    /// A region.
    ///
    /// @param countries ISO 3166 codes of two letters
    /// @param within the region that it is part of; null for none
    public record Region(
            String key,
            @Nullable String description,
            List<Told> countries,
            @Nullable Told within,
            Place place) {

        /// Copies the list.
        public Region {
            countries = List.copyOf(countries);
        }
    }

    /// A legal entity.
    ///
    /// @param region the region that it sits in; null when not told
    public record Entity(String key, @Nullable String name, @Nullable Told region, Place place) {}

    /// A detector of the workspace.
    ///
    /// @param kind its name, such as `LOYALTY_CARD`
    /// @param dataClass the category of what it finds
    /// @param pattern what the whole of a value looks like; null when names alone tell
    /// @param names words that name such a column
    /// @param unless words that speak against it
    public record Detector(
            String kind,
            Told dataClass,
            @Nullable Told pattern,
            List<String> names,
            List<String> unless,
            Place place) {

        /// Copies the lists.
        public Detector {
            names = List.copyOf(names);
            unless = List.copyOf(unless);
        }
    }
}
