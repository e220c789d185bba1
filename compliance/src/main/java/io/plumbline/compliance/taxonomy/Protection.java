package io.plumbline.compliance.taxonomy;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/// How well a value is protected by what was done to it, from weak to strong. A check names the
/// least that it accepts; a column that comes from several inputs is protected as the weakest of
/// them is.
///
/// The classes form a lattice: those of different levels are ordered by level, those of one level
/// by what they keep. What cannot be told is UNKNOWN and is weaker than everything, so that it
/// never passes a check.
public sealed interface Protection {

    /// The levels, from weak to strong.
    enum Level {
        /// Nobody knows what was done.
        UNKNOWN,
        /// Nothing was done.
        IDENTITY,
        /// Case, trimming, format, base64, encryption with the key in reach.
        REVERSIBLE,
        /// A part is kept.
        PARTIAL,
        /// A hash without a key: whoever can list the values undoes it.
        UNKEYED_HASH,
        /// HMAC, format-preserving or deterministic encryption; can be linked.
        PSEUDONYM_KEYED,
        /// A random stand-in kept in a vault.
        TOKEN_VAULT,
        /// A coarser value: the year, the area, a bucket.
        GENERALISED,
        /// A figure of a group of at least k.
        AGGREGATED,
        /// Noise with a privacy budget.
        DIFFERENTIALLY_PRIVATE,
        /// Nothing of the value is left.
        CONSTANT
    }

    /// The parts of a value that a partial mask keeps.
    enum Part {
        /// The first characters.
        BEGINNING,
        /// The last characters.
        END,
        /// The domain of an address.
        DOMAIN,
        /// The first letters of words.
        INITIALS,
        /// Which form or length it had.
        SHAPE
    }

    /// A class without more to say.
    record Plain(Level level) implements Protection {
        /// Refuses a level that needs more.
        public Plain {
            switch (level) {
                case PARTIAL, GENERALISED, AGGREGATED, DIFFERENTIALLY_PRIVATE ->
                        throw new IllegalArgumentException(level + " says more");
                default -> {}
            }
        }
    }

    /// A part is kept.
    record Partial(Set<Part> kept) implements Protection {
        /// Copies the set.
        public Partial {
            kept = java.util.Collections.unmodifiableSet(new TreeSet<>(kept));
        }

        @Override
        public Level level() {
            return Level.PARTIAL;
        }
    }

    /// A coarser value.
    ///
    /// @param steps how many steps coarser, at least 1: a date's month is 1, its year 2
    record Generalised(int steps) implements Protection {
        /// Refuses less than one step.
        public Generalised {
            positive(steps, "steps");
        }

        @Override
        public Level level() {
            return Level.GENERALISED;
        }
    }

    /// A figure of a group.
    ///
    /// @param k how many the group has at least
    record Aggregated(int k) implements Protection {
        /// Refuses an empty group.
        public Aggregated {
            positive(k, "k");
        }

        @Override
        public Level level() {
            return Level.AGGREGATED;
        }
    }

    /// Noise with a budget; less is stronger.
    record DifferentiallyPrivate(double epsilon, double delta) implements Protection {
        /// Refuses what is no budget.
        public DifferentiallyPrivate {
            if (!(epsilon > 0) || !(delta >= 0) || !(delta < 1)) {
                throw new IllegalArgumentException("epsilon must be above 0, delta within [0, 1)");
            }
        }

        @Override
        public Level level() {
            return Level.DIFFERENTIALLY_PRIVATE;
        }
    }

    /// Weaker than everything.
    Protection UNKNOWN = new Plain(Level.UNKNOWN);

    /// Nothing was done.
    Protection IDENTITY = new Plain(Level.IDENTITY);

    /// Stronger than everything.
    Protection CONSTANT = new Plain(Level.CONSTANT);

    /// Returns the level.
    Level level();

    /// Returns what protects no better than either: the class of a column that comes from both.
    default Protection meet(Protection other) {
        int order = level().compareTo(other.level());
        if (order != 0) {
            return order < 0 ? this : other;
        }
        return switch (this) {
            case Plain p -> p;
            case Partial p -> new Partial(union(p.kept(), ((Partial) other).kept()));
            case Generalised g -> g.steps() <= ((Generalised) other).steps() ? g : other;
            case Aggregated a -> a.k() <= ((Aggregated) other).k() ? a : other;
            case DifferentiallyPrivate d -> {
                DifferentiallyPrivate o = (DifferentiallyPrivate) other;
                yield new DifferentiallyPrivate(
                        Math.max(d.epsilon(), o.epsilon()), Math.max(d.delta(), o.delta()));
            }
        };
    }

    /// Returns the least that protects as well as both.
    default Protection join(Protection other) {
        int order = level().compareTo(other.level());
        if (order != 0) {
            return order > 0 ? this : other;
        }
        return switch (this) {
            case Plain p -> p;
            case Partial p -> new Partial(common(p.kept(), ((Partial) other).kept()));
            case Generalised g -> g.steps() >= ((Generalised) other).steps() ? g : other;
            case Aggregated a -> a.k() >= ((Aggregated) other).k() ? a : other;
            case DifferentiallyPrivate d -> {
                DifferentiallyPrivate o = (DifferentiallyPrivate) other;
                yield new DifferentiallyPrivate(
                        Math.min(d.epsilon(), o.epsilon()), Math.min(d.delta(), o.delta()));
            }
        };
    }

    /// Returns whether this protects at least as well as another.
    default boolean isAtLeast(Protection least) {
        return meet(least).equals(least);
    }

    /// Returns whether what is protected so counts as masked for other systems: from keyed
    /// pseudonyms on. A hash without a key does not: who can list the values undoes it.
    default boolean isMasking() {
        return level().compareTo(Level.PSEUDONYM_KEYED) >= 0;
    }

    private static Set<Part> union(Set<Part> a, Set<Part> b) {
        Set<Part> all = EnumSet.noneOf(Part.class);
        all.addAll(a);
        all.addAll(b);
        return all;
    }

    private static Set<Part> common(Set<Part> a, Set<Part> b) {
        Set<Part> all = EnumSet.noneOf(Part.class);
        all.addAll(a);
        all.retainAll(b);
        return all;
    }

    private static void positive(int number, String what) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1");
        }
    }
}
