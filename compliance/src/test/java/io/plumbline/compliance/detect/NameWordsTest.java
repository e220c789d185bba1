package io.plumbline.compliance.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameWordsTest {
    @ParameterizedTest
    @CsvSource({
        "customerBirthDate, customer birth date",
        "BIRTH_DT, birth date",
        "IPAddress2, ip address 2",
        "Prénom, prenom",
        "Straße, strasse",
        "e-mail.addr, e mail address",
        "card_nbr, card number",
        "phones, phone",
        "status, status",
    })
    void splitsNamesIntoPlainWords(String name, String words) {
        assertThat(String.join(" ", NameWords.words(name))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "geburtsdatum, DATE_OF_BIRTH",
        "kundengeburtsdatum, DATE_OF_BIRTH",
        "fechaNacimiento, DATE_OF_BIRTH",
        "data_di_nascita, DATE_OF_BIRTH",
        "DATE_NAISSANCE, DATE_OF_BIRTH",
        "numero_de_telephone, PHONE_NUMBER",
        "TelNr, PHONE_NUMBER",
        "correo_electronico, EMAIL_ADDRESS",
        "plz, POSTAL_CODE",
        "codicefiscale, IT_FISCAL_CODE",
        "KREDITKARTENNUMMER, CREDIT_CARD",
        "firstname, PERSON_FIRST_NAME",
        "nachname, PERSON_LAST_NAME",
        "ssn_last, US_SSN",
    })
    void understandsSeveralLanguages(String name, String kind) {
        List<String> found =
                Kinds.builtIn().stream()
                        .filter(k -> k.names().match(NameWords.words(name)).found())
                        .map(Kind::name)
                        .toList();
        assertThat(found).contains(kind);
    }

    @Test
    void takesTheLongestPhraseAndTellsWhetherItIsAll() {
        NameWords words = new NameWords(List.of("name", "last name"));
        NameWords.Match all = words.match(NameWords.words("last_name"));
        assertThat(all.phrase()).isEqualTo("last name");
        assertThat(all.whole()).isTrue();
        assertThat(words.match(NameWords.words("last_name_2")).whole()).isTrue();
        assertThat(words.match(NameWords.words("colour_name")).whole()).isFalse();
        assertThat(words.match(NameWords.words("renamed")).found()).isFalse();
        assertThat(words.match(NameWords.words("")).found()).isFalse();
    }
}
