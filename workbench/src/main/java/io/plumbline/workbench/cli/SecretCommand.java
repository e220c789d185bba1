package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.KeychainService;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `plumbline secret`.
@Command(
        name = "secret",
        description = "Secrets in the system's keychain: set, delete, check",
        mixinStandardHelpOptions = true)
final class SecretCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// A command over secrets, in a workspace or outside of any.
    abstract static class Keeping extends WorkspaceCommand {
        Keeping(Console console, Supplier<Surroundings> surroundings) {
            super(console, surroundings);
        }

        final boolean isInWorkspace() {
            return common.workspace != null || WorkspaceFiles.isWithin(Path.of(""));
        }

        final KeychainService service() {
            return new KeychainService(surroundings());
        }

        /// Makes a change that the workspace, where there is one, keeps in its audit log.
        final void change(Consumer<@Nullable MetadataStore> change) {
            if (!isInWorkspace()) {
                change.accept(null);
                return;
            }
            try (WorkspaceSession session = session();
                    MetadataStore store = session.record("plumbline secret")) {
                change.accept(store);
            }
        }

        /// Tells what is done now with a reference.
        final void tell(Console console, String reference, String state, String text) {
            if (format == Format.JSON) {
                console.out()
                        .print(
                                Json.writePretty(
                                        Json.object("reference", reference, "state", state)));
            } else {
                console.out().println(text);
            }
        }
    }

    /// `plumbline secret set`.
    @Command(
            name = "set",
            description = "Stores a value, typed unseen or given on standard input",
            mixinStandardHelpOptions = true)
    static final class Store extends Keeping {
        @Parameters(
                index = "0",
                paramLabel = "NAME",
                description = "The entry, to which keychain:NAME refers; never the value")
        @SuppressWarnings("NullAway.Init")
        String name;

        /// Taken, so that a value that is given in the wrong place is not repeated as unknown.
        @Parameters(index = "1..*", hidden = true)
        List<String> values = new ArrayList<>();

        Store(Console console, Supplier<Surroundings> surroundings) {
            super(console, surroundings);
        }

        @Override
        int answer(Console console) {
            if (!values.isEmpty()) {
                throw PlumblineException.of(
                        ErrorCode.ARGUMENT_INVALID,
                        "Cannot take the value from the command line, which others can see",
                        "Give the name alone and type the value when asked, or give it on"
                                + " standard input; change it if it is in use");
            }
            String entry = KeychainService.name(name);
            String value = SecretValue.read("keychain:" + entry, console);
            change(store -> service().store(store, entry, value));
            tell(
                    console,
                    "keychain:" + entry,
                    "STORED",
                    "Stored. Refer to it as keychain:" + entry);
            return 0;
        }
    }

    /// `plumbline secret delete`.
    @Command(name = "delete", description = "Removes an entry", mixinStandardHelpOptions = true)
    static final class Delete extends Keeping {
        @Parameters(paramLabel = "NAME", description = "The entry")
        @SuppressWarnings("NullAway.Init")
        String name;

        Delete(Console console, Supplier<Surroundings> surroundings) {
            super(console, surroundings);
        }

        @Override
        int answer(Console console) {
            String entry = KeychainService.name(name);
            change(store -> service().delete(store, entry));
            tell(console, "keychain:" + entry, "DELETED", "Deleted keychain:" + entry);
            return 0;
        }
    }

    /// `plumbline secret check`.
    @Command(
            name = "check",
            description = "Says whether a reference leads to a secret, and never to which",
            mixinStandardHelpOptions = true)
    static final class Check extends Keeping {
        @Parameters(paramLabel = "REFERENCE", description = "env:NAME, file:PATH or keychain:NAME")
        @SuppressWarnings("NullAway.Init")
        String reference;

        Check(Console console, Supplier<Surroundings> surroundings) {
            super(console, surroundings);
        }

        @Override
        int answer(Console console) {
            service().check(root(), reference);
            tell(console, reference, "RESOLVES", reference + " leads to a secret");
            return 0;
        }

        /// A relative path starts where it does for connections.
        private Path root() {
            if (!isInWorkspace()) {
                return Path.of("");
            }
            return common.workspace != null ? common.workspace : WorkspaceFiles.find(Path.of(""));
        }
    }
}
