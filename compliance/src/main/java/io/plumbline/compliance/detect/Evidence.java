package io.plumbline.compliance.detect;

/// The arithmetic of chance: what a share of passing values proves.
final class Evidence {
    private static final double Z = 1.96;

    private Evidence() {}

    /// Returns the lower bound of the share behind `passing` of `all`, at 95 % (Wilson).
    static double lowerBound(int passing, int all) {
        if (all == 0) {
            return 0;
        }
        double p = (double) passing / all;
        double z2 = Z * Z;
        double middle = p + z2 / (2 * all);
        double margin = Z * Math.sqrt(p * (1 - p) / all + z2 / (4.0 * all * all));
        return Math.max(0, (middle - margin) / (1 + z2 / all));
    }

    /// Returns how many bits `passing` of `all` speak for values that pass at `hit` against values
    /// that pass at `chance`; below 0 when they speak against.
    static double bits(int passing, int all, double hit, double chance) {
        return passing * log2(hit / chance) + (all - passing) * log2((1 - hit) / (1 - chance));
    }

    /// Returns a bound, in bits, of how unlikely it is that chance alone lets so many pass
    /// (Chernoff's bound of the binomial tail): 20 bits are one in a million. 0 when chance lets as
    /// many pass.
    static double againstChance(int passing, int all, double chance) {
        double share = all == 0 ? 0 : (double) passing / all;
        if (share <= chance) {
            return 0;
        }
        double divergence = share * log2(share / chance);
        if (share < 1) {
            divergence += (1 - share) * log2((1 - share) / (1 - chance));
        }
        return all * divergence;
    }

    /// Returns the probability of odds given in bits.
    static double probability(double bits) {
        return 1 / (1 + Math.pow(2, -bits));
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
