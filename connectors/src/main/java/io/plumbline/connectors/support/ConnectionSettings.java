package io.plumbline.connectors.support;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.spi.Secrets;
import io.plumbline.engine.spi.Setting;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The settings of a connection file, checked against those that its connector declares.
public final class ConnectionSettings {
    private final Connection connection;

    /// Checks names and presence.
    ///
    /// @throws PlumblineException with CONNECTION_INVALID naming the setting, or
    ///   SECRET_IN_CLEAR_TEXT
    public ConnectionSettings(Connection connection, List<Setting> declared) {
        this.connection = connection;
        List<String> names = declared.stream().map(Setting::name).toList();
        for (String given : connection.settings().keySet()) {
            if (!names.contains(given)) {
                throw invalid(
                        given,
                        "Unknown setting of connection '"
                                + connection.name()
                                + "': '"
                                + given
                                + "'",
                        Suggestion.nearest(given, names)
                                .map(n -> "Did you mean '" + n + "'?")
                                .orElse("Known settings: " + String.join(", ", names)));
            }
        }
        for (Setting setting : declared) {
            String value = connection.settings().get(setting.name());
            if (setting.required() && (value == null || value.isBlank())) {
                throw missing(setting.name(), "Add it: " + setting.summary());
            }
            if (setting.secret() && value != null) {
                SecretReference.check(setting.name(), value);
            }
        }
    }

    /// Returns a setting, empty when it is absent or blank.
    public Optional<String> text(String name) {
        return Optional.ofNullable(connection.settings().get(name)).filter(v -> !v.isBlank());
    }

    /// Returns the reference of a secret that can be had, null when none is given.
    ///
    /// @throws PlumblineException when the reference leads nowhere
    public @Nullable String secret(String name, Secrets secrets) {
        String reference = text(name).orElse(null);
        if (reference != null) {
            secrets.resolve(reference);
        }
        return reference;
    }

    /// Returns a whole number within bounds.
    public int number(String name, int otherwise, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.orElseThrow());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as a number out of bounds is
        }
        throw wrong(name, "a whole number from " + least + " to " + most);
    }

    /// Returns the failure of a value that is not what it must be.
    public PlumblineException wrong(String name, String must) {
        return invalid(
                name,
                "Invalid "
                        + name
                        + " of connection '"
                        + connection.name()
                        + "' (must be "
                        + must
                        + ")",
                null);
    }

    /// Returns the failure of a setting that is not there.
    public PlumblineException missing(String name, String remedy) {
        return invalid(
                name,
                "Missing required setting of connection '" + connection.name() + "': " + name,
                remedy);
    }

    private static PlumblineException invalid(
            String setting, String message, @Nullable String remedy) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.CONNECTION_INVALID, message, Place.NOWHERE.of(setting), remedy));
    }
}
