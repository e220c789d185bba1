package io.plumbline.connectors.keychain;

import java.util.Optional;

/// One kind of keychain. Entries are those of the service `plumbline`; the name is the account.
interface Vault {
    /// The service under which all entries are kept.
    String SERVICE = "plumbline";

    /// Returns the value of an entry, empty when there is none.
    Optional<String> find(String name) throws KeychainFailure;

    /// Makes an entry, or gives one a new value.
    void store(String name, String value) throws KeychainFailure;

    /// Removes an entry and returns whether there was one.
    boolean delete(String name) throws KeychainFailure;
}
