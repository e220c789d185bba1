package io.plumbline.compliance.detect;

import io.plumbline.compliance.detect.ColumnJudge.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Decides what the columns of a table are. Names, values and neighbours are added up in bits; what
/// is at least as likely as not is suggested, and a suggested column counts as personal until a
/// person says otherwise.
public final class TableClassifier {
    private static final double SUGGEST = 0.5;
    private static final double SURE = 2;
    private static final double NEIGHBOURS = 3;
    private static final double ALONE = -6;
    private static final int WIDE = 4;
    private static final double HIGHEST = 0.99;

    /// Data about a person, whatever the table is.
    private static final Set<String> PERSONAL =
            Set.of(
                    "EMAIL_ADDRESS",
                    "PHONE_NUMBER",
                    "PERSON",
                    "PERSON_FIRST_NAME",
                    "PERSON_LAST_NAME",
                    "DATE_OF_BIRTH",
                    "GENDER",
                    "US_SSN",
                    "NATIONAL_ID",
                    "PASSPORT",
                    "CREDIT_CARD",
                    "IBAN_CODE",
                    "UK_NHS",
                    "USERNAME",
                    "AGE",
                    "MARITAL_STATUS",
                    "UNIQUE_ID",
                    "NL_BSN",
                    "DE_TAX_ID",
                    "MEDICAL_RECORD",
                    "BANK_ACCOUNT",
                    "INCOME",
                    "DIAGNOSIS",
                    "FAX_NUMBER",
                    "FR_NIR",
                    "ES_NIF",
                    "IT_FISCAL_CODE",
                    "PL_PESEL",
                    "DRIVING_LICENCE",
                    "IP_ADDRESS");

    /// Places are places of shops and sensors as well: of a person only beside one.
    private static final Set<String> PLACES =
            Set.of("STREET", "ADDRESS", "CITY", "POSTAL_CODE", "STATE", "COUNTRY", "COORDINATES");

    private final List<Kind> kinds;
    private final OwnDetectors own;

    /// Takes the kinds that come with the program and a workspace's own detectors.
    public TableClassifier(OwnDetectors own) {
        this.own = own;
        List<Kind> all = new ArrayList<>(Kinds.builtIn());
        all.addAll(own.kinds());
        this.kinds = List.copyOf(all);
    }

    /// Returns a finding for each column, in order.
    public List<Finding> classify(List<ColumnValues> columns) {
        List<List<Weight>> weights = new ArrayList<>();
        for (ColumnValues column : columns) {
            ColumnJudge judge = new ColumnJudge(column);
            weights.add(kinds.stream().map(k -> judge.weigh(k, test(k))).toList());
        }
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int neighbours = neighbours(weights, i);
            boolean lonely = neighbours == 0 && columns.size() >= WIDE;
            List<Weight> weighed =
                    weights.get(i).stream()
                            .map(w -> beside(w, neighbours, lonely))
                            .sorted(Comparator.comparingDouble(Weight::bits).reversed())
                            .toList();
            found.add(decide(columns.get(i), weighed));
        }
        return found;
    }

    private @org.jspecify.annotations.Nullable ValueTest test(Kind kind) {
        ValueTest mine = own.test(kind.name());
        return mine == null ? ValueTests.of(kind.name()) : mine;
    }

    /// How many other columns are surely about a person.
    private static int neighbours(List<List<Weight>> weights, int column) {
        int sure = 0;
        for (int i = 0; i < weights.size(); i++) {
            boolean personal =
                    i != column
                            && weights.get(i).stream()
                                    .anyMatch(w ->
                                            w.bits() >= SURE && PERSONAL.contains(w.kind().name()));
            sure += personal ? 1 : 0;
        }
        return sure;
    }

    private static Weight beside(Weight w, int neighbours, boolean lonely) {
        if (lonely && PLACES.contains(w.kind().name()) && w.bits() > 0) {
            double less =
                    w.kind().name().equals("ADDRESS") ? ALONE : Math.min(ALONE, -1 - w.bits());
            return w.plus(less, "nothing beside it is about a person");
        }
        boolean birth = w.kind().name().equals("DATE_OF_BIRTH") && !w.reasons().isEmpty();
        boolean open = !w.named() && (w.likely() || birth) && w.bits() > -4;
        return neighbours >= 2 && open
                ? w.plus(NEIGHBOURS, neighbours + " columns beside it are about a person")
                : w;
    }

    private static Finding decide(ColumnValues column, List<Weight> weighed) {
        Weight best = weighed.getFirst();
        double confidence = Evidence.probability(best.bits());
        if (confidence <= SUGGEST) {
            return TextColumns.look(column).orElseGet(() -> nothing(column, best, confidence));
        }
        return new Finding(
                column.name(),
                best.kind().dataClass(),
                best.kind().name(),
                rounded(confidence),
                best.reasons());
    }

    private static Finding nothing(ColumnValues column, Weight best, double confidence) {
        boolean near = best.bits() > -5 || best.reasons().size() > 1;
        List<String> reasons = new ArrayList<>();
        if (column.filled() == 0) {
            reasons.add("no values, and the name says nothing");
        } else if (near && !best.reasons().isEmpty() && best.kind().dataClass() != null) {
            reasons.add("nearest: " + best.kind().name());
            reasons.addAll(best.reasons());
        } else {
            reasons.add("neither name nor values are those of a known kind");
        }
        return new Finding(column.name(), null, null, rounded(1 - confidence), reasons);
    }

    private static double rounded(double confidence) {
        return Math.min(HIGHEST, Math.round(confidence * 100) / 100.0);
    }
}
