package flagtokens;

import java.util.ArrayList;
import java.util.List;

/** Threads of a body. */
final class Threads {
    private Threads() {}

    /** Runs each of the bodies on a thread of its own, and waits for all. */
    static void together(List<Runnable> bodies) {
        List<Thread> threads = new ArrayList<>();
        for (Runnable body : bodies) {
            threads.add(Thread.ofVirtual().start(body));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException("this thread is never interrupted", e);
            }
        }
    }

    /** As {@link #together(List)}. */
    static void together(Runnable... bodies) {
        together(List.of(bodies));
    }
}
