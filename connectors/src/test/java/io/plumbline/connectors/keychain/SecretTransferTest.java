package io.plumbline.connectors.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class SecretTransferTest {
    @Test
    void bothSidesFindTheSameKeyAndNobodyReadsTheValue() throws Exception {
        SecretTransfer one = new SecretTransfer();
        SecretTransfer other = new SecretTransfer();
        SecretKey key = one.key(other.publicKey());
        byte[] start = one.freshStart();
        byte[] sent = SecretTransfer.encrypt(key, start, "Schl\u00fcssel");

        assertThat(other.key(one.publicKey())).isEqualTo(key);
        assertThat(key.getEncoded()).hasSize(16);
        assertThat(new String(sent, StandardCharsets.ISO_8859_1)).doesNotContain("ssel");
        assertThat(SecretTransfer.decrypt(key, start, sent))
                .isEqualTo("Schl\u00fcssel".getBytes(StandardCharsets.UTF_8));
        assertThat(one.freshStart()).isNotEqualTo(start);
    }

    @Test
    void refusesPublicKeysThatMakeTheKeyKnown() {
        for (byte[] weak : new byte[][] {{0}, {1}, {}}) {
            assertThatThrownBy(() -> new SecretTransfer().key(weak))
                    .isInstanceOf(GeneralSecurityException.class)
                    .hasMessage("the public key is out of range");
        }
    }
}
