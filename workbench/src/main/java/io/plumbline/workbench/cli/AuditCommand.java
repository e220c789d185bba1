package io.plumbline.workbench.cli;

import io.plumbline.compliance.audit.AuditFilter;
import io.plumbline.compliance.audit.AuditJson;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.compliance.audit.AuditVerdict;
import io.plumbline.compliance.audit.AuditVerifier;
import io.plumbline.engine.metadata.AuditRecord;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `plumbline audit`.
@Command(
        name = "audit",
        description = "The audit log: log lists it, verify proves it",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// `plumbline audit log`.
    @Command(
            name = "log",
            description = "Lists the events, oldest first",
            mixinStandardHelpOptions = true)
    static final class Log extends WorkspaceCommand {
        @Option(
                names = "--limit",
                paramLabel = "N",
                description = "The latest so many; default 100")
        int limit = 100;

        @Option(names = "--actor", paramLabel = "NAME", description = "Only this actor's")
        @Nullable String actor;

        @Option(
                names = "--action",
                paramLabel = "ACTION",
                description = "Only this action, such as run.finished")
        @Nullable String action;

        Log(Console console, Supplier<Surroundings> surroundings) {
            super(console, surroundings);
        }

        @Override
        int answer(Console console) {
            try (WorkspaceSession session = session();
                    MetadataStore store = history(session)) {
                List<AuditRecord> events =
                        new AuditLog(store).list(new AuditFilter(null, actor, action, limit));
                if (format == Format.JSON) {
                    console.out().print(AuditJson.log(events));
                } else {
                    events.forEach(e ->
                            console.out()
                                    .printf(
                                            "%5d  %s  %-12s %-16s %-32s %-9s %s%n",
                                            e.sequence(),
                                            e.time(),
                                            e.actor(),
                                            e.action(),
                                            e.subject(),
                                            e.outcome(),
                                            e.details().isEmpty() ? "" : e.details()));
                    console.out()
                            .println(events.size() + (events.size() == 1 ? " event" : " events"));
                }
            }
            return 0;
        }
    }

    /// `plumbline audit verify`.
    @Command(
            name = "verify",
            description = "Finds what was changed, removed or cut off",
            mixinStandardHelpOptions = true)
    static final class Verify extends WorkspaceCommand {
        Verify(Console console, Supplier<Surroundings> surroundings) {
            super(console, surroundings);
        }

        @Override
        int answer(Console console) {
            try (WorkspaceSession session = session()) {
                AuditVerdict verdict =
                        AuditVerifier.verify(session.workspace().root().resolve(".plumbline"));
                if (format == Format.JSON) {
                    console.out().print(AuditJson.verdict(verdict));
                } else {
                    console.out()
                            .printf(
                                    "%s: %d events in %d records, head %s%n",
                                    verdict.good() ? "whole" : "NOT WHOLE",
                                    verdict.events(),
                                    verdict.records(),
                                    verdict.headHash());
                    verdict.reasons().forEach(r -> console.out().println("  " + r));
                    verdict.notes().forEach(n -> console.out().println("  note: " + n));
                }
                return verdict.good() ? 0 : 1;
            }
        }
    }
}
