package io.plumbline.connectors.keychain;

import java.time.Duration;

/// How long a keychain is waited for.
///
/// @param answer for what a program answers by itself
/// @param person for somebody who is asked to unlock it
record Patience(Duration answer, Duration person) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(15), Duration.ofSeconds(45));

    /// Returns how long one request may take as a whole.
    Duration whole() {
        return answer.plus(person);
    }
}
