package io.plumbline.engine.spi;

import java.util.Optional;

/// The operating system's own store of secrets, of which Plumbline sees the entries that are its
/// own. Implementations never log or keep what they return, and answer or fail within a minute.
///
/// Every method throws a [io.plumbline.engine.error.PlumblineException] that names the entry, never
/// a value: with KEYCHAIN_UNAVAILABLE when there is no keychain, KEYCHAIN_LOCKED when nobody opens
/// it, KEYCHAIN_DENIED when it refuses, TIMED_OUT when it does not answer, ARGUMENT_INVALID when no
/// entry can have such a name.
public interface Keychain {

    /// Returns the value of an entry, empty when there is none.
    Optional<String> find(String name);

    /// Makes an entry, or gives one a new value.
    void store(String name, String value);

    /// Removes an entry and returns whether there was one.
    boolean delete(String name);
}
