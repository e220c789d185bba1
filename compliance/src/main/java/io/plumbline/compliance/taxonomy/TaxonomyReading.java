package io.plumbline.compliance.taxonomy;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Classification;
import io.plumbline.engine.model.Classification.Told;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Adds what a workspace says to the taxonomy, and tells what does not fit.
public final class TaxonomyReading {
    private static final Set<String> COUNTRIES =
            Set.copyOf(Arrays.asList(Locale.getISOCountries()));

    private final List<Problem> problems = new ArrayList<>();

    private TaxonomyReading() {}

    /// The taxonomy with what fits, and what does not.
    public record Read(Taxonomy taxonomy, List<Problem> problems) {}

    /// Reads what a workspace adds.
    public static Read of(Classification added) {
        TaxonomyReading reading = new TaxonomyReading();
        Taxonomy base = Taxonomy.builtIn();
        SortedMap<String, Region> regions = reading.regions(base, added);
        Taxonomy taxonomy =
                new Taxonomy(
                        reading.terms(base.categories(), added.categories(), "category"),
                        reading.terms(base.uses(), added.uses(), "use"),
                        reading.terms(base.subjects(), added.subjects(), "subject"),
                        regions,
                        reading.entities(regions, added));
        return new Read(taxonomy, List.copyOf(reading.problems));
    }

    private Terms terms(Terms base, List<Classification.Term> added, String what) {
        List<Terms.Term> all = new ArrayList<>(base.all().values());
        Set<String> known = new TreeSet<>(base.all().keySet());
        List<Classification.Term> sorted =
                added.stream().sorted(Comparator.comparing(Classification.Term::key)).toList();
        for (Classification.Term term : sorted) {
            String key = term.key();
            boolean needsParent = what.equals("category") || Terms.parent(key).isPresent();
            String parent = Terms.parent(key).orElse("");
            if (base.has(key)) {
                error(
                        "Invalid %s: '%s' is in the taxonomy already".formatted(what, key),
                        term.place(),
                        "Remove it, or give it a key of its own");
            } else if (needsParent && !known.contains(parent)) {
                error(
                        parent.isEmpty()
                                ? "Invalid %s: '%s' (must belong to a known one)"
                                        .formatted(what, key)
                                : "Unknown %s: '%s', which '%s' belongs to"
                                        .formatted(what, parent, key),
                        term.place(),
                        Suggestion.nearest(parent, known)
                                .map(n -> "Did you mean '" + n + "'?")
                                .orElse("Begin it with a known key, such as user.account." + key));
            } else {
                known.add(key);
                String name = term.name();
                String description = term.description();
                all.add(
                        new Terms.Term(
                                key,
                                name == null ? key : name,
                                description == null ? "" : description,
                                true));
            }
        }
        return new Terms(all);
    }

    private SortedMap<String, Region> regions(Taxonomy base, Classification added) {
        SortedMap<String, Region> all = new TreeMap<>(base.regions());
        for (Classification.Region told : added.regions()) {
            Set<String> countries = new TreeSet<>();
            for (Told country : told.countries()) {
                if (COUNTRIES.contains(country.text())) {
                    countries.add(country.text());
                } else {
                    error(
                            "Unknown country: '" + country.text() + "'",
                            country.place(),
                            "Use the code of ISO 3166, such as DE");
                }
            }
            Told within = told.within();
            String description = told.description();
            all.put(
                    told.key(),
                    new Region(
                            told.key(),
                            description == null ? "" : description,
                            countries,
                            within == null ? null : within.text()));
        }
        for (Classification.Region told : added.regions()) {
            Told within = told.within();
            if (within != null) {
                known(within, all.keySet());
                refuseCircle(told, within, all);
            }
        }
        return all;
    }

    private void refuseCircle(
            Classification.Region told, Told within, SortedMap<String, Region> all) {
        Set<String> seen = new TreeSet<>();
        @Nullable String at = told.key();
        while (at != null && seen.add(at)) {
            Region region = all.get(at);
            at = region == null ? null : region.within();
        }
        if (told.key().equals(at)) {
            error(
                    "Invalid region: '" + told.key() + "' is within itself",
                    within.place(),
                    "Remove 'within' from one of them");
        }
    }

    private SortedMap<String, LegalEntity> entities(
            SortedMap<String, Region> regions, Classification added) {
        SortedMap<String, LegalEntity> all = new TreeMap<>();
        for (Classification.Entity told : added.entities()) {
            Told region = told.region();
            if (region != null) {
                known(region, regions.keySet());
            }
            String name = told.name();
            all.put(
                    told.key(),
                    new LegalEntity(
                            told.key(),
                            name == null ? told.key() : name,
                            region == null ? null : region.text()));
        }
        return all;
    }

    private void known(Told region, Collection<String> regions) {
        if (!regions.contains(region.text())) {
            error(
                    "Unknown region: '" + region.text() + "'",
                    region.place(),
                    Suggestion.nearest(region.text(), regions)
                            .map(n -> "Did you mean '" + n + "'?")
                            .orElse("Known regions: " + String.join(", ", regions)));
        }
    }

    private void error(String message, Place place, String remedy) {
        problems.add(Problem.error(ErrorCode.CLASS_UNKNOWN, message, place, remedy));
    }
}
