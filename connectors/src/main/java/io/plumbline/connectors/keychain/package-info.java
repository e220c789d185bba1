/// The operating system's own keychain: Secret Service, macOS Keychain, Windows Credential Manager.
@NullMarked
package io.plumbline.connectors.keychain;

import org.jspecify.annotations.NullMarked;
