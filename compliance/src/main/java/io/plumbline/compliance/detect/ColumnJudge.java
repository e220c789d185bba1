package io.plumbline.compliance.detect;

import io.plumbline.compliance.detect.NameWords.Match;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Weighs one column against one kind, in bits: names and values for and against it.
final class ColumnJudge {
    /// One column in 64 is of a given kind before anything is known of it.
    private static final double BEFORE = -6;

    private static final double NAME_WHOLE = 11;
    private static final double NAME_PART = 9;
    private static final double LIKELY_WHOLE = 4;
    private static final double LIKELY_PART = 2.5;
    private static final double UNLESS = -14;
    private static final double OTHER_SHAPE = -12;
    private static final double FEW = 5;

    private static final NameWords ANY_UNLESS =
            new NameWords(
                    List.of(
                            "flag",
                            "is",
                            "has",
                            "count",
                            "cnt",
                            "template",
                            "verified",
                            "valid",
                            "consent",
                            "length",
                            "format",
                            "pattern",
                            "label",
                            "type",
                            "status",
                            "colour",
                            "color",
                            "version",
                            "subject",
                            "category",
                            "score",
                            "rank",
                            "enabled",
                            "opt in",
                            "opt out",
                            "preference",
                            "quality",
                            "sent",
                            "clicks",
                            "opens",
                            "rate",
                            "model",
                            "total",
                            "ratio",
                            "avg"));

    private final ColumnValues column;
    private final List<String> words;

    ColumnJudge(ColumnValues column) {
        this.column = column;
        this.words = NameWords.words(column.name());
    }

    /// What speaks for and against.
    ///
    /// @param named whether the name says it by itself
    /// @param likely whether the name makes it likely
    record Weight(Kind kind, double bits, boolean named, boolean likely, List<String> reasons) {
        Weight plus(double more, String reason) {
            List<String> all = new ArrayList<>(reasons);
            all.add(reason);
            return new Weight(kind, bits + more, named, likely, all);
        }
    }

    Weight weigh(Kind kind, @org.jspecify.annotations.Nullable ValueTest test) {
        List<String> reasons = new ArrayList<>();
        Match name = kind.names().match(words);
        Match likely = name.found() ? Match.NONE : kind.likely().match(words);
        double bits = BEFORE;
        if (name.found()) {
            bits += name.whole() ? NAME_WHOLE : NAME_PART;
            reasons.add("name: " + name.phrase());
        } else if (likely.found()) {
            bits += likely.whole() ? LIKELY_WHOLE : LIKELY_PART;
            reasons.add("name makes it likely: " + likely.phrase());
        }
        if (name.found() || likely.found()) {
            Set<String> used = new HashSet<>(name.used());
            used.addAll(likely.used());
            List<String> rest = words.stream().filter(w -> !used.contains(w)).toList();
            Match against = kind.unless().match(rest);
            against = against.found() ? against : ANY_UNLESS.match(rest);
            if (against.found()) {
                bits += UNLESS;
                reasons.add("name speaks against it: " + against.phrase());
            }
        }
        if (test != null && column.distinct() > 0) {
            bits += values(kind, test, name.found(), likely.found(), reasons);
        }
        return new Weight(kind, bits, name.found(), likely.found(), reasons);
    }

    private double values(
            Kind kind, ValueTest test, boolean named, boolean likely, List<String> reasons) {
        double alone = test.alone().applyAsDouble(column);
        if (!named && !likely && alone <= 1) {
            return 0;
        }
        int all = column.distinct();
        int shaped = column.count(test.plausible());
        if (shaped < 0.5 * all) {
            if (all >= FEW || shaped == 0) {
                reasons.add(
                        "values: %s have the shape of %s"
                                .formatted(percent(shaped, all), kind.name()));
                return OTHER_SHAPE;
            }
            return 0;
        }
        if (!test.proves()) {
            return 0;
        }
        return proof(kind, test, new Counted(shaped, alone, named, likely), reasons);
    }

    /// How many values have the shape, what they may say alone, and what the name says.
    private record Counted(int shaped, double alone, boolean named, boolean likely) {}

    private double proof(Kind kind, ValueTest test, Counted seen, List<String> reasons) {
        int all = column.distinct();
        int passing = column.count(test.matches());
        double chance = test.chance();
        double bits = Evidence.bits(passing, seen.shaped(), test.hit(), chance);
        String told =
                "values: %s match %s, %s expected by chance"
                        .formatted(
                                percent(passing, all),
                                kind.name(),
                                percent(chance * seen.shaped() / all));
        if (bits > 0 && column.isSequence()) {
            reasons.add(told + ": they count upwards, names decide");
            return seen.named() ? 1 : 0;
        }
        if (bits > 0 && Evidence.lowerBound(passing, all) < 0.6 * test.hit()) {
            reasons.add(told + ": too few");
            return 0;
        }
        double most = seen.alone() + (seen.named() || seen.likely() ? 3 : 0);
        if (bits > 0) {
            reasons.add(told + (seen.alone() <= 1 ? ": names decide" : ""));
            return Math.min(bits, most);
        }
        if (test.sign() && seen.named()) {
            return 0;
        }
        if (seen.named() || seen.likely()) {
            reasons.add(told);
        }
        return Math.max(bits, seen.named() ? -3 : -8);
    }

    static String percent(int part, int all) {
        return percent(all == 0 ? 0 : (double) part / all);
    }

    static String percent(double share) {
        double percent = share * 100;
        String digits =
                percent > 0 && percent < 0.1 ? "<0.1" : String.format(Locale.ROOT, "%.1f", percent);
        return digits.replaceAll("\\.0$", "") + " %";
    }
}
