package io.plumbline.connectors.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CredentialManagerVaultTest {
    private final CredentialManagerVault vault = new CredentialManagerVault();

    /// The places that `wincred.h` gives CREDENTIALW in 64-bit programs.
    @Test
    void laysACredentialOutAsWindowsDoes() {
        assertThat(CredentialManagerVault.CREDENTIAL.byteSize()).isEqualTo(80);
        assertThat(CredentialManagerVault.offset("Type")).isEqualTo(4);
        assertThat(CredentialManagerVault.offset("TargetName")).isEqualTo(8);
        assertThat(CredentialManagerVault.offset("CredentialBlobSize")).isEqualTo(32);
        assertThat(CredentialManagerVault.offset("CredentialBlob")).isEqualTo(40);
        assertThat(CredentialManagerVault.offset("Persist")).isEqualTo(48);
        assertThat(CredentialManagerVault.offset("UserName")).isEqualTo(72);
    }

    @Test
    void refusesMoreThanACredentialHolds() {
        KeychainFailure e =
                catchThrowableOfType(
                        KeychainFailure.class, () -> vault.store("crm", "x".repeat(1281)));
        assertThat(e).hasMessage("the value is too large for this keychain (at most 2560 bytes)");
        assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT_INVALID);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is there")
    void saysThatThereIsNone() {
        KeychainFailure e = catchThrowableOfType(KeychainFailure.class, () -> vault.find("crm"));
        assertThat(e).hasMessage("there is no Credential Manager");
        assertThat(e.code()).isEqualTo(ErrorCode.KEYCHAIN_UNAVAILABLE);
    }

    @Test
    @EnabledOnOs(value = OS.WINDOWS, disabledReason = "there is no Credential Manager here")
    void givesBackWhatItKeeps() throws Exception {
        String name = "test-" + UUID.randomUUID();
        try {
            assertThat(vault.find(name)).isEmpty();
            vault.store(name, "Schl\u00fcssel \u20ac\nand more");
            assertThat(vault.find(name)).contains("Schl\u00fcssel \u20ac\nand more");
        } finally {
            assertThat(vault.delete(name)).isTrue();
        }
        assertThat(vault.delete(name)).isFalse();
    }
}
