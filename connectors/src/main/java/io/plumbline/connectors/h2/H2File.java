package io.plumbline.connectors.h2;

import io.plumbline.connectors.support.ConnectionSettings;
import io.plumbline.connectors.support.UrlGuard;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The file behind a connection. The driver gets a URL that is built from this, never one that a
/// user wrote.
///
/// @param base the absolute path without `.mv.db`
/// @param shown the path as the user wrote it
record H2File(Path base, String shown, String user, String schema) {
    private static final String ENDING = ".mv.db";

    /// What H2 would take for the end of the path, for an escape, or for a variable.
    private static final Pattern REFUSED_SIGNS = Pattern.compile("[;\\\\\\p{Cntrl}%~$]");

    private static final Pattern OTHER_SYSTEM = Pattern.compile("(?i)[a-z][a-z0-9]+:.*");

    static H2File of(ConnectionSettings settings, Path root) {
        Optional<String> path = settings.text("path");
        Optional<String> url = settings.text("url");
        if (path.isPresent() == url.isPresent()) {
            throw settings.missing("path", "Give either path or url: the file without .mv.db");
        }
        return path.isPresent()
                ? new H2File(
                        resolved(root, path.orElseThrow(), "path"),
                        path.orElseThrow(),
                        "sa",
                        "PUBLIC")
                : ofUrl(UrlGuard.check("h2", url.orElseThrow()), root);
    }

    private static H2File ofUrl(UrlGuard.Address url, Path root) {
        String location = url.location();
        if (location.toLowerCase(Locale.ROOT).startsWith("file:")) {
            location = location.substring("file:".length());
        }
        String access = url.parameters().getOrDefault("ACCESS_MODE_DATA", "r");
        if (!access.equalsIgnoreCase("r")) {
            throw refused("url", "its parameter 'ACCESS_MODE_DATA' is not r", "Leave it out");
        }
        Path base = resolved(root, location, "url");
        if (!inside(base, root.toAbsolutePath().normalize())) {
            throw refused(
                    "url",
                    "its file is outside the workspace",
                    "Name the file by the setting 'path'");
        }
        return new H2File(
                base,
                location,
                url.parameters().getOrDefault("USER", "sa"),
                url.parameters().getOrDefault("SCHEMA", "PUBLIC"));
    }

    private static Path resolved(Path root, String text, String setting) {
        if (OTHER_SYSTEM.matcher(text).matches()) {
            throw refused(
                    setting,
                    "it names no plain file",
                    "Only files are opened: no tcp, ssl, mem, zip or other file system of H2");
        }
        if (REFUSED_SIGNS.matcher(text).find()) {
            throw refused(
                    setting,
                    "it holds a character that H2 gives a meaning of its own",
                    "Write a path without ; \\ % ~ and $");
        }
        String plain =
                text.endsWith(ENDING) ? text.substring(0, text.length() - ENDING.length()) : text;
        try {
            return root.toAbsolutePath().resolve(plain).normalize();
        } catch (InvalidPathException e) {
            throw refused(setting, "it is no path", null);
        }
    }

    private static boolean inside(Path base, Path root) {
        Path file = base.resolveSibling(base.getFileName() + ENDING);
        try {
            return base.startsWith(root)
                    && (!Files.exists(file) || file.toRealPath().startsWith(root.toRealPath()));
        } catch (IOException e) {
            return false;
        }
    }

    private static PlumblineException refused(
            String setting, String reason, @org.jspecify.annotations.Nullable String remedy) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.CONNECTION_URL_REFUSED,
                        "Cannot use " + setting + " of connection: " + reason,
                        Place.NOWHERE.of(setting),
                        remedy));
    }

    /// Returns the URL for the driver.
    ///
    /// @throws PlumblineException with FILE_MISSING when there is no such file
    String url() {
        Path file = base.resolveSibling(base.getFileName() + ENDING);
        if (!Files.isRegularFile(file)) {
            throw PlumblineException.of(
                    ErrorCode.FILE_MISSING,
                    "Cannot open H2 database '"
                            + shown
                            + "': there is no file "
                            + file.getFileName(),
                    "Correct the path; it stands without .mv.db and starts at the workspace");
        }
        if (REFUSED_SIGNS.matcher(base.toString()).find()) {
            throw refused(
                    "path",
                    "a folder above the file has a character that H2 gives a meaning of its own",
                    "Move it to a path without ; \\ % ~ and $");
        }
        return "jdbc:h2:file:" + base + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";
    }
}
