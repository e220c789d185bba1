package io.plumbline.workbench.cli;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.nio.file.Path;
import java.util.Arrays;

/// Takes a secret from the user: typed unseen, twice, or from standard input where nobody types.
final class SecretValue {
    private SecretValue() {}

    /// @param reference what the value is asked for
    /// @throws PlumblineException with ARGUMENT_INVALID when nothing was typed, or something else
    ///   the second time; as [InputText#read(Path, String, String)] does for standard input
    static String read(String reference, Console console) {
        java.io.Console terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            console.say("Reading the value of " + reference + " from standard input");
            return withoutLineEnd(InputText.read(Path.of("-"), "secret", "standard input"));
        }
        char[] typed = terminal.readPassword("Value of %s (not shown): ", reference);
        char[] again = typed == null ? null : terminal.readPassword("Once more: ");
        try {
            if (typed == null || again == null) {
                throw invalid("nothing was typed");
            }
            if (!Arrays.equals(typed, again)) {
                throw invalid("the two differ");
            }
            return readable(new String(typed));
        } finally {
            erase(typed);
            erase(again);
        }
    }

    /// Where the terminal's locale is not that of what is typed, the JVM puts this sign in the
    /// place of what it cannot read.
    static String readable(String typed) {
        if (typed.indexOf('\ufffd') < 0) {
            return typed;
        }
        throw PlumblineException.of(
                ErrorCode.ARGUMENT_INVALID,
                "Cannot store the value: the terminal does not say how its characters are coded",
                "Set LC_ALL to a UTF-8 locale such as C.UTF-8, or give the value on standard"
                        + " input");
    }

    /// `echo` and editors end a text by a line end that does not belong to the secret.
    static String withoutLineEnd(String text) {
        int end = text.length();
        if (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
            if (end > 0 && text.charAt(end - 1) == '\r') {
                end--;
            }
        }
        return text.substring(0, end);
    }

    private static void erase(char @org.jspecify.annotations.Nullable [] typed) {
        if (typed != null) {
            Arrays.fill(typed, ' ');
        }
    }

    private static PlumblineException invalid(String reason) {
        return PlumblineException.of(
                ErrorCode.ARGUMENT_INVALID, "Cannot store the value: " + reason, null);
    }
}
