package io.plumbline.compliance.detect;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks for personal data inside the texts of a column: notes, comments, messages, and columns
/// that hold several kinds of value.
final class TextColumns {
    private static final int LOOKED_AT = 300;
    private static final double LEAST = 0.02;
    private static final double CHANCE = 0.001;
    private static final double BEYOND_CHANCE = 20;

    /// What hardly ever stands in a text by chance.
    private static final Map<String, String> TELLING =
            Map.of(
                    "EMAIL_ADDRESS", "user.contact.email",
                    "CREDIT_CARD", "user.financial.credit_card",
                    "IBAN_CODE", "user.financial.bank_account",
                    "US_SSN", "user.government_id.national_identification_number",
                    "PHONE_NUMBER", "user.contact.phone_number",
                    "PERSON", "user.name",
                    "IT_FISCAL_CODE", "user.government_id.national_identification_number",
                    "MAC_ADDRESS", "user.device.device_id");

    private static final Set<String> WEAK = Set.of("PERSON", "PHONE_NUMBER");

    private TextColumns() {}

    static Optional<Finding> look(ColumnValues column) {
        boolean texts = column.share(v -> v.length() >= 12 || v.indexOf('@') > 0) >= LEAST;
        if (!texts || column.distinct() == 0 || !isText(column)) {
            return Optional.empty();
        }
        Map<String, Integer> hits = new HashMap<>();
        int[] looked = {0};
        column.count(v -> {
            if (looked[0] < LOOKED_AT) {
                looked[0]++;
                TextFinder.find(v).stream()
                        .filter(f -> f.confidence() >= (WEAK.contains(f.kind()) ? 0.8 : 0.6))
                        .map(TextFinding::kind)
                        .distinct()
                        .forEach(k -> hits.merge(k, 1, Integer::sum));
            }
            return false;
        });
        return hits.entrySet().stream()
                .filter(e -> TELLING.containsKey(e.getKey()))
                .filter(e ->
                        Evidence.lowerBound(e.getValue(), looked[0]) >= LEAST
                                && Evidence.againstChance(e.getValue(), looked[0], CHANCE)
                                        >= BEYOND_CHANCE)
                .max(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(
                                        Map.Entry.<String, Integer>comparingByKey(
                                                Comparator.reverseOrder())))
                .map(e -> finding(column, e.getKey(), e.getValue(), looked[0]));
    }

    /// Whether letters stand in it at all: numbers, dates and hexadecimal ids are looked at as
    /// whole values only.
    private static boolean isText(ColumnValues column) {
        return column.share(v ->
                v.indexOf(' ') > 0 && v.chars().anyMatch(Character::isLetter)
                        || v.indexOf('@') > 0
                        || v.startsWith("+"))
                >= LEAST;
    }

    private static Finding finding(ColumnValues column, String kind, int hits, int looked) {
        double confidence = Math.min(0.95, 0.6 + 0.35 * hits / looked);
        return new Finding(
                column.name(),
                TELLING.get(kind),
                kind,
                Math.round(confidence * 100) / 100.0,
                List.of(
                        "texts: %s hold %s, %s expected by chance"
                                .formatted(
                                        ColumnJudge.percent(hits, looked),
                                        kind,
                                        ColumnJudge.percent(CHANCE))));
    }
}
