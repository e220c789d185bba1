package io.plumbline.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceLockTest {
    @TempDir private Path folder;

    @Test
    void saysWhoOwnsTheWorkspaceAndWhatToDo() throws Exception {
        ChildJvm.Running child = ChildJvm.start(Holder.class, folder.toString());
        try {
            assertThat(child.line()).isEqualTo("held");
            Owner owner = WorkspaceLock.ownerOf(folder).orElseThrow();
            assertThat(owner.pid()).isEqualTo(child.process().pid());
            assertThat(owner.port()).isEqualTo(4711);
            assertThatThrownBy(() -> WorkspaceLock.acquire(folder, "second"))
                    .isInstanceOfSatisfying(
                            PlumblineException.class,
                            e -> {
                                assertThat(e.problem().code())
                                        .isEqualTo(ErrorCode.WORKSPACE_LOCKED);
                                assertThat(e.problem().remedy())
                                        .startsWith("Wait until it has ended");
                            })
                    .hasMessage("Cannot open the workspace: it is in use by " + owner)
                    .hasMessageContaining("'plumbline run' (process " + owner.pid() + " of ")
                    .hasMessageContaining("since " + owner.since());
            assertThatThrownBy(() -> MetadataStore.open(folder))
                    .isInstanceOf(PlumblineException.class)
                    .hasMessageContaining("it is in use by 'plumbline run'");
        } finally {
            child.kill();
        }
    }

    @Test
    void takesOverFromAKilledOwner() throws Exception {
        ChildJvm.Running child = ChildJvm.start(Holder.class, folder.toString());
        assertThat(child.line()).isEqualTo("held");
        child.kill();
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "second", Duration.ofSeconds(10))) {
            assertThat(lock.takenOverFrom().orElseThrow().pid()).isEqualTo(child.process().pid());
            assertThat(lock.owner().pid()).isEqualTo(ProcessHandle.current().pid());
        }
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "third")) {
            assertThat(lock.takenOverFrom()).isEmpty();
        }
    }

    @Test
    void keepsOthersOutAfterASecondTryInTheSameProcess() throws Exception {
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "first")) {
            assertThat(WorkspaceLock.tryAcquire(folder, "again")).isEmpty();
            assertThat(WorkspaceLock.tryAcquire(folder.resolve("."), "again")).isEmpty();
            ChildJvm.Running child = ChildJvm.start(Trier.class, folder.toString());
            assertThat(child.line()).isEqualTo("refused");
            child.kill();
            assertThat(lock.isHeld()).isTrue();
        }
        ChildJvm.Running child = ChildJvm.start(Trier.class, folder.toString());
        assertThat(child.line()).isEqualTo("taken");
        child.kill();
    }

    @Test
    void waitsForAnOwnerThatIsAboutToEnd() {
        WorkspaceLock first = WorkspaceLock.acquire(folder, "first");
        Thread ending =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                Thread.sleep(100);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                            first.close();
                        });
        try (WorkspaceLock second =
                WorkspaceLock.acquire(folder, "second", Duration.ofSeconds(30))) {
            assertThat(second.owner().program()).isEqualTo("second");
        }
        assertThat(ending.isInterrupted()).isFalse();
    }

    @Test
    void leavesNoOwnerBehind() throws IOException {
        WorkspaceLock lock = WorkspaceLock.acquire(folder, "first");
        assertThat(Files.exists(folder.resolve("owner"))).isTrue();
        lock.close();
        lock.close();
        assertThat(WorkspaceLock.ownerOf(folder)).isEmpty();
    }

    @Test
    void readsBackAnOwnerAndRefusesWhatIsNone() {
        Owner owner =
                new Owner(1, "ws\n12", "anna=b", Instant.parse("2026-01-02T03:04:05Z"), "p", 0);
        Owner read = Owner.parse(owner.format()).orElseThrow();
        assertThat(read).isEqualTo(new Owner(1, "ws 12", "anna=b", owner.since(), "p", 0));
        assertThat(Owner.parse("pid=x")).isEqualTo(Optional.empty());
        assertThat(Owner.parse("")).isEmpty();
    }

    @Test
    void refusesAJournalToWhoDoesNotOwnTheWorkspace() {
        WorkspaceLock lock = WorkspaceLock.acquire(folder, "first");
        lock.close();
        assertThatThrownBy(() -> Journal.open(lock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The workspace is no longer owned");
    }

    /// Owns the workspace until it is killed.
    static final class Holder {
        public static void main(String[] arguments) throws InterruptedException {
            try (WorkspaceLock lock =
                    WorkspaceLock.acquire(Path.of(arguments[0]), "plumbline run")) {
                lock.announce(4711);
                System.out.println("held");
                System.out.flush();
                Thread.sleep(60_000);
            }
        }
    }

    /// Tries once.
    static final class Trier {
        public static void main(String[] arguments) {
            boolean taken = WorkspaceLock.tryAcquire(Path.of(arguments[0]), "second").isPresent();
            System.out.println(taken ? "taken" : "refused");
        }
    }
}
