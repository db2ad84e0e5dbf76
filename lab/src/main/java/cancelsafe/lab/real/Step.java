package cancelsafe.lab.real;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/**
 * Work on a thread of its own that gets a limited time. The thread is a daemon: what never ends
 * does not keep the machine alive.
 */
final class Step {
    private final Thread thread;
    private volatile @Nullable Throwable thrown;
    private boolean cutOff;

    private Step(String name, ClassLoader context, Work work) {
        thread = new Thread(() -> run(work), name);
        thread.setDaemon(true);
        thread.setContextClassLoader(context);
    }

    /** What a step does. */
    @FunctionalInterface
    interface Work {
        void run() throws Throwable;
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (Throwable t) {
            thrown = t;
        }
    }

    /**
     * Does {@code work} and waits for it, at most so long. An interrupt of the caller stays on and
     * does not cut the wait short.
     *
     * @param context the thread's context class loader
     */
    static Step take(String name, ClassLoader context, Duration limit, Work work) {
        Step step = new Step(name, context, work);
        boolean interrupted = Thread.interrupted();
        step.thread.start();
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (left > 0 && step.thread.isAlive()) {
            try {
                step.thread.join(Duration.ofNanos(left));
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = end - System.nanoTime();
        }
        step.cutOff = step.thread.isAlive();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return step;
    }

    /** Whether it had not ended in time. */
    boolean wasCutOff() {
        return cutOff;
    }

    /** What it threw so far. */
    Optional<Throwable> thrown() {
        return Optional.ofNullable(thrown);
    }

    /** What went wrong, in words; empty if nothing did. */
    String trouble() {
        if (cutOff) {
            return "did not end in time";
        }
        Throwable t = thrown;
        if (t == null) {
            return "";
        }
        String message = t.getMessage();
        return t instanceof AssertionError && message != null ? message.strip() : t.toString();
    }

    Thread thread() {
        return thread;
    }
}
