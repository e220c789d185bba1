package io.plumbline.connectors.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RedactedCauseTest {

    @Test
    void repeatsNoTextOfADriverThatQuotesTheUrlWithItsPassword() {
        SQLException next = new SQLException("also jdbc:x://app:hunter2@h");
        SQLException driver =
                new SQLException(
                        "Cannot connect to jdbc:postgresql://app:hunter2@h/d?password=hunter2",
                        "08001",
                        new IOException("connect to app:hunter2@h"));
        driver.setNextException(next);
        driver.addSuppressed(new IOException("hunter2"));

        Throwable redacted = RedactedCause.of(driver);

        StringWriter trace = new StringWriter();
        redacted.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("hunter2");
        assertThat(redacted).hasMessage("java.sql.SQLException, SQL state 08001");
        assertThat(redacted.getCause()).hasMessage("java.io.IOException");
        assertThat(redacted.getStackTrace()).isEqualTo(driver.getStackTrace());
    }
}
