package io.plumbline.workbench.service;

import io.plumbline.compliance.detect.Finding;
import io.plumbline.compliance.taxonomy.Taxonomy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a column is: what was found, or what a person said in the contract.
///
/// @param dataClass a category of the taxonomy; null for nothing personal
/// @param kind what decided it; null for nothing
/// @param confidence from 0 to 1
public record ClassifiedColumn(
        String name,
        @Nullable String dataClass,
        @Nullable String kind,
        double confidence,
        State state,
        List<String> reasons) {

    /// Who said it.
    public enum State {
        /// A machine; a suggested column counts as personal.
        SUGGESTED,
        /// A person, in the contract.
        CONFIRMED,
        /// A person: it is nothing personal.
        REJECTED
    }

    /// Copies the list.
    public ClassifiedColumn {
        reasons = List.copyOf(reasons);
    }

    /// Returns whether it must be treated as personal.
    public boolean isPersonal() {
        return dataClass != null && Taxonomy.isPersonal(dataClass);
    }

    /// Puts together what was found and what the contract says, which a person wrote.
    static ClassifiedColumn of(Finding found, @Nullable String contract) {
        if (contract == null) {
            return new ClassifiedColumn(
                    found.column(),
                    found.dataClass(),
                    found.kind(),
                    found.confidence(),
                    State.SUGGESTED,
                    found.reasons());
        }
        boolean rejected = contract.equals(Taxonomy.NOT_PERSONAL);
        List<String> reasons = new ArrayList<>();
        reasons.add("contract: " + contract);
        String seen = found.dataClass();
        if (seen != null && !seen.equals(contract)) {
            reasons.add("found %s, %s".formatted(seen, found.kind()));
            reasons.addAll(found.reasons());
        }
        return new ClassifiedColumn(
                found.column(),
                rejected ? null : contract,
                seen != null && seen.equals(contract) ? found.kind() : null,
                1,
                rejected ? State.REJECTED : State.CONFIRMED,
                reasons);
    }
}
