package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.Calls.*;
import static io.plumbline.engine.sql.Function.of;

import java.util.List;
import org.apache.calcite.sql.fun.SqlLibraryOperators;

/// Hashes and codings.
final class CodingFunctions {
    private static final List<Function> ALL =
            List.of(
                    of(
                                    "PHONE",
                                    scalar("PHONE", TEXT_OR_NULL, TWO_TEXTS),
                                    "The telephone number in the form of E.164, at home in the region of ISO 3166 where it has no country code; null where no numbering plan gives it out, and for one with letters or an extension; computed here, never by a source",
                                    "PHONE('044 668 18 00', 'CH')",
                                    "+41446681800",
                                    "PHONE('+44 20 7031 3000', 'CH')",
                                    "+442070313000",
                                    "PHONE('0800 FLOWERS', 'US')",
                                    "null")
                            .in("duckdb", "plumbline_phone({0}, {1})"),
                    of(
                                    "MD5",
                                    SqlLibraryOperators.MD5,
                                    "Hexadecimal, in small letters, of the text in UTF-8",
                                    "MD5('a')",
                                    "0cc175b9c0f1b6a831c399e269772661",
                                    "MD5(CAST(NULL AS VARCHAR))",
                                    "null")
                            .in("duckdb", "md5({0})")
                            .in("postgres", "md5({0})"),
                    of(
                                    "SHA1",
                                    scalar("SHA1", TEXT, ONE_TEXT),
                                    "Hexadecimal, in small letters, of the text in UTF-8",
                                    "SHA1('a')",
                                    "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8")
                            .in("duckdb", "sha1({0})"),
                    of(
                                    "SHA256",
                                    SqlLibraryOperators.SHA256,
                                    "Hexadecimal, in small letters, of the text in UTF-8",
                                    "SHA256('a')",
                                    "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb")
                            .in("duckdb", "sha256({0})")
                            .in("postgres", "encode(sha256(convert_to({0}, 'UTF8')), 'hex')"),
                    of(
                                    "TO_HEX",
                                    scalar("TO_HEX", TEXT, ONE_BINARY),
                                    "The bytes, two capital hexadecimal digits each",
                                    "TO_HEX(X'0aff')",
                                    "0AFF",
                                    "TO_HEX(TO_UTF8('é'))",
                                    "C3A9")
                            .in("duckdb", "hex({0})"),
                    of(
                                    "FROM_HEX",
                                    scalar("FROM_HEX", BYTES, ONE_TEXT),
                                    "The bytes that hexadecimal digits stand for; other text fails",
                                    "TO_HEX(FROM_HEX('0aFF'))",
                                    "0AFF",
                                    "TO_HEX(FROM_HEX('0g'))",
                                    "!VALUE_INVALID")
                            .in("duckdb", "unhex({0})"),
                    of(
                                    "TO_BASE64",
                                    scalar("TO_BASE64", TEXT, ONE_BINARY),
                                    "Base 64 of RFC 4648 with padding, in one line",
                                    "TO_BASE64(X'616263ff')",
                                    "YWJj/w==")
                            .in("duckdb", "to_base64({0})"),
                    of(
                                    "FROM_BASE64",
                                    scalar("FROM_BASE64", BYTES, ONE_TEXT),
                                    "The bytes of base 64 with padding; other text fails",
                                    "TO_HEX(FROM_BASE64('YWJj/w=='))",
                                    "616263FF",
                                    "TO_HEX(FROM_BASE64('YWJ'))",
                                    "!VALUE_INVALID")
                            .in("duckdb", "\"from_base64\"({0})"),
                    of(
                                    "TO_UTF8",
                                    scalar("TO_UTF8", BYTES, ONE_TEXT),
                                    "The text's bytes in UTF-8",
                                    "OCTET_LENGTH(TO_UTF8('日本'))",
                                    "6")
                            .in("duckdb", "encode({0})"),
                    of(
                                    "FROM_UTF8",
                                    scalar("FROM_UTF8", TEXT, ONE_BINARY),
                                    "The text that the bytes are in UTF-8; fails where they are none",
                                    "FROM_UTF8(X'c3a9')",
                                    "é",
                                    "FROM_UTF8(X'ff')",
                                    "!VALUE_INVALID")
                            .in("duckdb", "decode({0})"),
                    of(
                                    "URL_ENCODE",
                                    scalar("URL_ENCODE", TEXT, ONE_TEXT),
                                    "Bytes in UTF-8 that are neither letters, digits nor - . _ ~ become % and two digits",
                                    "URL_ENCODE('a b/ü')",
                                    "a%20b%2F%C3%BC")
                            .in("duckdb", "url_encode({0})"),
                    of(
                                    "URL_DECODE",
                                    scalar("URL_DECODE", TEXT, ONE_TEXT),
                                    "Undoes URL_ENCODE; a % without two digits stays, and + too",
                                    "URL_DECODE('a%20b%2F%C3%BC+')",
                                    "a b/ü+")
                            .in("duckdb", "url_decode({0})"));

    private CodingFunctions() {}

    static List<Function> all() {
        return ALL;
    }
}
