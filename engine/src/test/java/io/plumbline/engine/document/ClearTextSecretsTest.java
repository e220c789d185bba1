package io.plumbline.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClearTextSecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: hunter2",
                "password: 'env:'",
                "Password: hunter2",
                "db_pass: hunter2",
                "passwd: hunter2",
                "pwd: hunter2",
                "passphrase: hunter2",
                "clientSecret: hunter2",
                "client-secret: hunter2",
                "api_key: hunter2",
                "apiKey: hunter2",
                "apikey: hunter2",
                "accessToken: hunter2",
                "token: hunter2",
                "credentials: hunter2",
                "private_key: hunter2",
                "aws_secret_access_key: hunter2",
                "password: [hunter2]",
                "password: {value: hunter2}",
                "options: {password: hunter2}",
                "password: 12345hunter2",
                "url: jdbc:postgresql://app:hunter2@db/crm",
                "url: postgres://:hunter2@db/crm",
                "url: jdbc:postgresql://db/crm?user=app&password=hunter2",
                "url: jdbc:h2:mem:x;USER=sa;PASSWORD=hunter2",
                "url: jdbc:sqlserver://db;password=hunter2;encrypt=true",
                "url: https://host/path?api_key=hunter2",
                "url: https://host/path?access_token=hunter2",
                "url: jdbc:oracle:thin:app/hunter2@//db:1521/x",
                "dsn: host=db user=app password=hunter2",
                "note: '-----BEGIN RSA PRIVATE KEY----- hunter2'",
                "jaas_config: org.x.Login required password=\"hunter2\";",
            })
    void findsASecretAndNeverRepeatsIt(String line) {
        List<Problem> problems = check("kind: files\n" + line + "\n");
        assertThat(problems)
                .anySatisfy(p -> assertThat(p.code()).isEqualTo(ErrorCode.SECRET_IN_CLEAR_TEXT));
        assertThat(problems.toString()).doesNotContain("hunter2");
        Problem secret =
                problems.stream()
                        .filter(p -> p.code() == ErrorCode.SECRET_IN_CLEAR_TEXT)
                        .findFirst()
                        .orElseThrow();
        assertThat(secret.message()).startsWith("Secret in clear text: '");
        assertThat(secret.place().line()).isEqualTo(2);
        assertThat(secret.remedy()).contains("env:NAME");
    }

    @ParameterizedTest
    @CsvSource({
        "password: keychan:hunter2, keychain:NAME",
        "password: KEYCHAIN:hunter2, keychain:NAME",
        "password: keyring:hunter2, keychain:NAME",
        "password: evn:hunter2, env:NAME",
        "password: files:hunter2, file:PATH"
    })
    void namesTheSchemeThatWasProbablyMeant(String line, String meant) {
        List<Problem> problems = check("kind: files\n" + line + "\n");
        assertThat(problems)
                .singleElement()
                .satisfies(p -> assertThat(p.remedy()).startsWith("Did you mean " + meant + "? "));
        assertThat(problems.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: env:CRM_PASSWORD",
                "password: file:/run/secrets/crm",
                "password: keychain:crm",
                "password:",
                "tokenUrl: https://login.example.com/token",
                "passwordFile: secrets/crm.txt",
                "url: jdbc:postgresql://app@db/crm",
                "url: jdbc:postgresql://db:5432/crm?sslmode=require",
                "url: jdbc:h2:./data/hr;ACCESS_MODE_DATA=r",
                "url: https://user@host/compass?sort=asc",
                "path: data/passengers.csv",
                "user: app",
                "bypass: 'yes'",
                "delimiter: ;",
            })
    void letsPassWhatIsNoSecret(String line) {
        assertThat(check("kind: files\n" + line + "\n")).isEmpty();
    }

    private static List<Problem> check(String text) {
        FileProblems problems = new FileProblems("connections/c.yaml");
        Format.CONNECTION.check((Element.Mapping) YamlReader.read(text, "c"), problems);
        return problems.sorted();
    }
}
