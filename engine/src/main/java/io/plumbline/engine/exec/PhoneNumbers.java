package io.plumbline.engine.exec;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.jspecify.annotations.Nullable;

/// Telephone numbers in the form of E.164. The embedded engine calls this for each value.
public final class PhoneNumbers {
    /// What the function is called in the embedded engine.
    static final String FUNCTION = "plumbline_phone";

    /// Digits and what people set them with: no letters, no second number, no extension.
    private static final Pattern WRITTEN =
            Pattern.compile("\\s*(?:tel:)?\\+?[\\d\\s().\\[\\]/\\u00a0\\u2010-\\u2015\\u2212-]+");

    /// What was computed last, by the hash of what it was computed of: a statement asks for the
    /// same numbers again to filter by them, and reading one takes some microseconds. Threads may
    /// lose each other's, never see half of one.
    private static final AtomicReferenceArray<@Nullable Known> LAST =
            new AtomicReferenceArray<>(1 << 13);

    private record Known(String text, @Nullable String region, @Nullable String number) {}

    private PhoneNumbers() {}

    /// Makes the function known to an instance.
    public static void register(Connection connection) throws SQLException {
        try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
            function.withName(FUNCTION)
                    .withParameters(String.class, String.class)
                    .withReturnType(String.class)
                    .withFunction(PhoneNumbers::e164)
                    .register(connection);
        }
    }

    /// Returns the number, such as `+41446681800`; null when it is none that the region's numbering
    /// plan, or that of its own country code, gives out.
    ///
    /// @param region two letters of ISO 3166, where a number without country code is at home
    static @Nullable String e164(@Nullable String text, @Nullable String region) {
        if (text == null || !WRITTEN.matcher(text).matches()) {
            return null;
        }
        int at = (31 * text.hashCode() + Objects.hashCode(region)) & (LAST.length() - 1);
        Known known = LAST.get(at);
        if (known == null || !known.text.equals(text) || !Objects.equals(known.region, region)) {
            known = new Known(text, region, read(text, region));
            LAST.set(at, known);
        }
        return known.number;
    }

    private static @Nullable String read(String text, @Nullable String region) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        String home = region == null ? null : region.strip().toUpperCase(Locale.ROOT);
        try {
            PhoneNumber number = plans.parse(text, home);
            return plans.isValidNumber(number)
                    ? plans.format(number, PhoneNumberFormat.E164)
                    : null;
        } catch (NumberParseException e) {
            return null;
        }
    }
}
