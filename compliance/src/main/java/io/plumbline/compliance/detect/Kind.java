package io.plumbline.compliance.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kind of data that can be recognised.
///
/// @param name such as `IBAN_CODE`
/// @param dataClass the category of the taxonomy; null for what is not personal
/// @param regimes what rules call it, such as `hipaa:G` or `pci:PAN`
/// @param names names of columns that say it
/// @param likely words that make it likely
/// @param unless words that speak against it
public record Kind(
        String name,
        @Nullable String dataClass,
        List<String> regimes,
        NameWords names,
        NameWords likely,
        NameWords unless) {

    /// Copies the list.
    public Kind {
        regimes = List.copyOf(regimes);
    }
}
