package cancelsafe.workbook.watch;

import cancelsafe.workbook.screen.Sentence;
import cancelsafe.workbook.serve.PageServer;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The server of the pages: started once, in the background. */
final class PageStart implements AutoCloseable {
    private final Callable<PageServer> make;
    private final Consumer<Event> listener;
    private boolean begun;
    private volatile @Nullable PageServer server;

    /**
     * A server that is not started.
     *
     * @param make builds and serves the pages; called once at most
     * @param listener told when they can be read, or why not
     */
    PageStart(Callable<PageServer> make, Consumer<Event> listener) {
        this.make = make;
        this.listener = listener;
    }

    /** Starts it if it has not been started. */
    void begin() {
        if (!begun) {
            begun = true;
            Thread.ofPlatform().daemon().name("pages").start(this::serve);
        }
    }

    private void serve() {
        try {
            PageServer started = make.call();
            server = started;
            listener.accept(new Event.PagesReady(started.address()));
        } catch (Exception e) {
            listener.accept(new Event.Note("The pages cannot be served. " + Sentence.of(e)));
        }
    }

    @Override
    public void close() {
        PageServer serving = server;
        if (serving != null) {
            serving.close();
        }
    }
}
