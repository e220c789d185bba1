package io.plumbline.connectors.keychain;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The Credential Manager of Windows, by its functions. Entries are generic credentials with the
/// target `plumbline:NAME`, their values UTF-16 as `cmdkey` writes them.
final class CredentialManagerVault implements Vault {
    static final int LARGEST = 5 * 512;

    private static final int GENERIC = 1;
    private static final int THIS_MACHINE = 2;
    private static final int DENIED = 5;
    private static final int NOT_FOUND = 1168;
    private static final int NO_LOGON = 1312;

    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    /// CREDENTIALW, as 64-bit Windows lays it out.
    static final StructLayout CREDENTIAL =
            MemoryLayout.structLayout(
                    INT.withName("Flags"),
                    INT.withName("Type"),
                    POINTER.withName("TargetName"),
                    POINTER.withName("Comment"),
                    MemoryLayout.sequenceLayout(2, INT).withName("LastWritten"),
                    INT.withName("CredentialBlobSize"),
                    MemoryLayout.paddingLayout(4),
                    POINTER.withName("CredentialBlob"),
                    INT.withName("Persist"),
                    INT.withName("AttributeCount"),
                    POINTER.withName("Attributes"),
                    POINTER.withName("TargetAlias"),
                    POINTER.withName("UserName"));

    /// One call of a function that says by a number other than 0 that it succeeded.
    @FunctionalInterface
    private interface Call {
        int make(MemorySegment state) throws Throwable;
    }

    @Override
    public Optional<String> find(String name) throws KeychainFailure {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle read = function(arena, "CredReadW", POINTER, INT, INT, POINTER);
            MethodHandle free =
                    Linker.nativeLinker()
                            .downcallHandle(
                                    library(arena).findOrThrow("CredFree"),
                                    FunctionDescriptor.ofVoid(POINTER));
            MemorySegment target = target(arena, name);
            MemorySegment found = arena.allocate(POINTER);
            int error = call(arena, s -> (int) read.invokeExact(s, target, GENERIC, 0, found));
            if (error == NOT_FOUND) {
                return Optional.empty();
            }
            refuse(error);
            MemorySegment address = found.get(POINTER, 0);
            try {
                return Optional.of(value(address.reinterpret(CREDENTIAL.byteSize())));
            } finally {
                call(
                        arena,
                        s -> {
                            free.invokeExact(address);
                            return 1;
                        });
            }
        }
    }

    private static String value(MemorySegment credential) {
        int size = credential.get(INT, offset("CredentialBlobSize"));
        MemorySegment blob = credential.get(POINTER, offset("CredentialBlob")).reinterpret(size);
        return new String(blob.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_16LE);
    }

    @Override
    public void store(String name, String value) throws KeychainFailure {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_16LE);
        if (bytes.length > LARGEST) {
            throw KeychainFailure.tooLarge(LARGEST);
        }
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle write = function(arena, "CredWriteW", POINTER, INT);
            MemorySegment blob = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            MemorySegment credential = arena.allocate(CREDENTIAL);
            credential.set(INT, offset("Type"), GENERIC);
            credential.set(POINTER, offset("TargetName"), target(arena, name));
            credential.set(INT, offset("CredentialBlobSize"), bytes.length);
            credential.set(POINTER, offset("CredentialBlob"), blob);
            credential.set(INT, offset("Persist"), THIS_MACHINE);
            credential.set(
                    POINTER,
                    offset("UserName"),
                    arena.allocateFrom(name, StandardCharsets.UTF_16LE));
            int error = call(arena, s -> (int) write.invokeExact(s, credential, 0));
            blob.fill((byte) 0);
            refuse(error);
        }
    }

    @Override
    public boolean delete(String name) throws KeychainFailure {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle delete = function(arena, "CredDeleteW", POINTER, INT, INT);
            MemorySegment target = target(arena, name);
            int error = call(arena, s -> (int) delete.invokeExact(s, target, GENERIC, 0));
            if (error == NOT_FOUND) {
                return false;
            }
            refuse(error);
            return true;
        }
    }

    static long offset(String field) {
        return CREDENTIAL.byteOffset(PathElement.groupElement(field));
    }

    private static MemorySegment target(Arena arena, String name) {
        return arena.allocateFrom(SERVICE + ":" + name, StandardCharsets.UTF_16LE);
    }

    private static SymbolLookup library(Arena arena) throws KeychainFailure {
        try {
            return SymbolLookup.libraryLookup("Advapi32", arena);
        } catch (IllegalArgumentException e) {
            throw KeychainFailure.unavailable("there is no Credential Manager", e);
        }
    }

    private static MethodHandle function(Arena arena, String name, MemoryLayout... parameters)
            throws KeychainFailure {
        return Linker.nativeLinker()
                .downcallHandle(
                        library(arena).findOrThrow(name),
                        FunctionDescriptor.of(INT, parameters),
                        Linker.Option.captureCallState("GetLastError"));
    }

    /// Makes the call and returns the error that it left, 0 when it succeeded.
    private static int call(Arena arena, Call call) throws KeychainFailure {
        StructLayout layout = Linker.Option.captureStateLayout();
        MemorySegment state = arena.allocate(layout);
        try {
            return call.make(state) != 0
                    ? 0
                    : state.get(INT, layout.byteOffset(PathElement.groupElement("GetLastError")));
        } catch (Throwable e) {
            throw KeychainFailure.unavailable("the Credential Manager cannot be called", e);
        }
    }

    private static void refuse(int error) throws KeychainFailure {
        switch (error) {
            case 0 -> {}
            case DENIED -> throw KeychainFailure.denied(null);
            case NO_LOGON ->
                    throw KeychainFailure.unavailable(
                            "there is no keychain here, for nobody is logged on", null);
            default ->
                    throw KeychainFailure.unavailable(
                            "the keychain answers with the error " + error, null);
        }
    }
}
