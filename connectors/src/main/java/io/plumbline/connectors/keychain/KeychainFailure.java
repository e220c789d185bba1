package io.plumbline.connectors.keychain;

import io.plumbline.engine.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Why a keychain did not do what was asked, in words that hold neither a value nor another
/// program's text.
final class KeychainFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String OTHERS = "Use env:NAME or file:PATH instead";

    private final ErrorCode code;
    private final String reason;
    private final @Nullable String remedy;

    private KeychainFailure(
            ErrorCode code, String reason, @Nullable String remedy, @Nullable Throwable cause) {
        super(reason, cause);
        this.code = code;
        this.reason = reason;
        this.remedy = remedy;
    }

    /// There is no keychain, or none that can be spoken to.
    static KeychainFailure unavailable(String reason, @Nullable Throwable cause) {
        return new KeychainFailure(ErrorCode.KEYCHAIN_UNAVAILABLE, reason, OTHERS, cause);
    }

    /// There is one, and nobody opened it.
    static KeychainFailure locked(String reason) {
        return new KeychainFailure(
                ErrorCode.KEYCHAIN_LOCKED,
                reason,
                "Unlock it, for instance by logging in at the desktop; where nobody can, use"
                        + " env:NAME or file:PATH instead",
                null);
    }

    /// It answers that this program, or this user, may not.
    static KeychainFailure denied(@Nullable Throwable cause) {
        return new KeychainFailure(
                ErrorCode.KEYCHAIN_DENIED,
                "the keychain denies access",
                "Allow it where the keychain asks, or use env:NAME or file:PATH instead",
                cause);
    }

    /// It does not answer in time.
    static KeychainFailure silent(long seconds) {
        return new KeychainFailure(
                ErrorCode.TIMED_OUT,
                "the keychain gave no answer within " + seconds + " s",
                "Check whether it asks something on a screen, or restart it; " + lower(OTHERS),
                null);
    }

    /// The work was called off.
    static KeychainFailure cancelled() {
        return new KeychainFailure(ErrorCode.CANCELLED, "it was cancelled", null, null);
    }

    /// The value is more than this keychain takes.
    static KeychainFailure tooLarge(int most) {
        return new KeychainFailure(
                ErrorCode.ARGUMENT_INVALID,
                "the value is too large for this keychain (at most " + most + " bytes)",
                "Keep it in a file that only you may read, and refer to it as file:PATH",
                null);
    }

    private static String lower(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    ErrorCode code() {
        return code;
    }

    String reason() {
        return reason;
    }

    @Nullable String remedy() {
        return remedy;
    }
}
