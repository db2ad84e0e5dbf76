import cancelsafe.lab.real.LibraryDriver;

import org.h2.mvstore.MVStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A store in a file stops its background thread, and waits until this thread has ended. */
public final class H2Background implements LibraryDriver {
    private Path file;
    private MVStore store;

    @Override
    public void before() throws IOException {
        file = Files.createTempFile("store", ".mv");
        Files.delete(file);
        store = MVStore.open(file.toString());
    }

    @Override
    public void body() {
        store.setAutoCommitDelay(0);
    }

    @Override
    public void after() throws IOException {
        store.close();
        Files.delete(file);
    }
}
