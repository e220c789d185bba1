package io.plumbline.connectors.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// An authority and certificates of servers, made by the JDK's `keytool` in a folder.
record Certificates(Path folder) {
    private static final String PASSWORD = "changeit";

    static Certificates in(Path folder) throws Exception {
        Certificates made = new Certificates(folder);
        made.keytool(
                "-genkeypair",
                "-alias",
                "ca",
                "-dname",
                "CN=Test CA",
                "-ext",
                "bc:c",
                "-keyalg",
                "EC");
        made.pem("ca", made.folder.resolve("ca.crt"), null);
        return made;
    }

    Path authority() {
        return folder.resolve("ca.crt");
    }

    /// Makes `NAME.crt` and `NAME.key`, signed by the authority.
    ///
    /// @param options of `keytool -gencert`
    void server(String name, String... options) throws Exception {
        selfSigned(name);
        keytool("-certreq", "-alias", name, "-file", name + ".req");
        List<String> sign =
                new ArrayList<>(
                        List.of("-gencert", "-alias", "ca", "-infile", name + ".req", "-outfile"));
        sign.add(name + ".der");
        sign.addAll(List.of(options));
        keytool(sign.toArray(String[]::new));
        keytool("-importcert", "-noprompt", "-alias", name, "-file", name + ".der");
        pem(name, folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    }

    /// Makes `NAME.crt` and `NAME.key`, which no authority has signed.
    void selfSigned(String name) throws Exception {
        keytool("-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keyalg", "EC");
        pem(name, folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", "keys.p12", "-storepass", PASSWORD));
        Path said = folder.resolve("keytool.log");
        int code =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IOException(command + ": " + Files.readString(said));
        }
    }

    private void pem(String alias, Path certificate, @org.jspecify.annotations.Nullable Path key)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        write(certificate, "CERTIFICATE", store.getCertificate(alias).getEncoded());
        if (key != null) {
            byte[] bytes = store.getKey(alias, PASSWORD.toCharArray()).getEncoded();
            write(key, "PRIVATE KEY", bytes);
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void write(Path file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(
                file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
