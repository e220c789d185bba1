package io.plumbline.connectors.keychain;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/// The Secret Service's encrypted transfer: `dh-ietf1024-sha256-aes128-cbc-pkcs7`. It keeps values
/// out of what a bus monitor or a log of messages shows; it proves nobody's identity.
final class SecretTransfer {
    static final String ALGORITHM = "dh-ietf1024-sha256-aes128-cbc-pkcs7";

    /// The second Oakley group of RFC 2409.
    private static final BigInteger PRIME =
            new BigInteger(
                    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
                            + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
                            + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                            + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
                    16);

    private static final int BYTES = 128;
    private static final int BLOCK = 16;
    private static final String CIPHER = "AES/CBC/PKCS5Padding";

    private final SecureRandom random = new SecureRandom();
    private final BigInteger own = new BigInteger(PRIME.bitLength() - 1, random);

    /// Returns what the other side needs.
    byte[] publicKey() {
        return unsigned(BigInteger.TWO.modPow(own, PRIME));
    }

    /// Returns the key that only both sides know.
    SecretKey key(byte[] others) throws GeneralSecurityException {
        BigInteger theirs = new BigInteger(1, others);
        if (theirs.compareTo(BigInteger.ONE) <= 0
                || theirs.compareTo(PRIME.subtract(BigInteger.ONE)) >= 0) {
            throw new GeneralSecurityException("the public key is out of range");
        }
        byte[] shared = unsigned(theirs.modPow(own, PRIME));
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract().addIKM(shared).thenExpand(null, BLOCK));
    }

    /// Returns a start of the cipher that was never used.
    byte[] freshStart() {
        byte[] start = new byte[BLOCK];
        random.nextBytes(start);
        return start;
    }

    static byte[] encrypt(SecretKey key, byte[] start, String value)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(start));
        return cipher.doFinal(value.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] decrypt(SecretKey key, byte[] start, byte[] sent)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(start));
        return cipher.doFinal(sent);
    }

    /// Returns the number in as many bytes as the prime has.
    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] out = new byte[BYTES];
        int length = Math.min(bytes.length, BYTES);
        System.arraycopy(bytes, bytes.length - length, out, BYTES - length, length);
        Arrays.fill(bytes, (byte) 0);
        return out;
    }
}
