package io.plumbline.engine.version;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Fails at one call, of whatever kind it is, and if so wished at all calls after it, as if the
/// program had been killed.
final class FaultyDisk implements Disk {
    private final int failAt;
    private final boolean forEver;
    private final Supplier<IOException> fault;
    private int calls;
    private boolean failed;

    FaultyDisk(int failAt, boolean forEver, Supplier<IOException> fault) {
        this.failAt = failAt;
        this.forEver = forEver;
        this.fault = fault;
    }

    boolean failed() {
        return failed;
    }

    private synchronized void call() throws IOException {
        calls++;
        if (calls == failAt || (forEver && calls > failAt)) {
            failed = true;
            throw fault.get();
        }
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        call();
        Disk.super.createFolders(folder);
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        call();
        OutputStream real = Disk.super.create(file);
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                real.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                real.write(bytes, offset, length / 2);
                call();
                real.write(bytes, offset + length / 2, length - length / 2);
            }

            @Override
            public void close() throws IOException {
                real.close();
                call();
            }
        };
    }

    @Override
    public void force(Path file) throws IOException {
        call();
        Disk.super.force(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        call();
        Disk.super.forceFolder(folder);
    }

    @Override
    public void link(Path name, Path existing) throws IOException {
        call();
        Disk.super.link(name, existing);
    }

    @Override
    public void delete(Path file) throws IOException {
        call();
        Disk.super.delete(file);
    }
}
