package cancelsafe.lab.real;

import cancelsafe.lab.hook.LocationTable;
import cancelsafe.lab.weave.LibraryLoader;

import org.jspecify.annotations.Nullable;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the cancelled body of a driver owes, and which of it a run has broken. */
final class CallerOwed {
    /** A loop that has gone round so much more often than undisturbed waits for nothing. */
    private static final int STORM = 500;

    private final DriverRun run;
    private final boolean bodyWasCancelled;
    private final Map<Integer, Integer> undisturbed;
    private final LibraryLoader loader;
    private final List<Broken> broken = new ArrayList<>();

    /**
     * The judge of one run.
     *
     * @param bodyWasCancelled whether the cancelled thread is the one that runs the body, which
     *     then must pass the interrupt on
     * @param undisturbed how often the undisturbed body makes each call
     */
    CallerOwed(
            DriverRun run,
            boolean bodyWasCancelled,
            Map<Integer, Integer> undisturbed,
            LibraryLoader loader) {
        this.run = run;
        this.bodyWasCancelled = bodyWasCancelled;
        this.undisturbed = undisturbed;
        this.loader = loader;
    }

    List<Broken> broken() {
        Ended ended = run.caller().ended();
        if (ended == null) {
            broken.add(new Broken(Promise.END, "the body " + goesOn(run.body().thread())));
        } else if (bodyWasCancelled && !run.caller().isGivenUp()) {
            signal(ended);
        }
        run.caller().passesAfter().entrySet().stream()
                .filter(e -> e.getValue() > STORM + undisturbed.getOrDefault(e.getKey(), 0))
                .max(Map.Entry.comparingByValue())
                .ifPresent(e -> storm(e.getKey()));
        if (!run.check().isEmpty()) {
            broken.add(new Broken(Promise.STATE, run.check()));
        }
        return broken;
    }

    private void signal(Ended ended) {
        Throwable thrown = ended.thrown();
        if (ended.interrupted() || (thrown != null && (isSignal(thrown) || run.tells()))) {
            return;
        }
        if (carriesSignal(thrown)) {
            broken.add(
                    new Broken(
                            Promise.FLAG,
                            "only a cause tells of the interrupt; the interrupt status is off"));
        } else {
            broken.add(
                    new Broken(
                            Promise.SIGNAL,
                            "no exception tells of the interrupt; the interrupt status is off"));
        }
    }

    /** How often it was is left out: equal runs shall read alike. */
    private void storm(int site) {
        broken.add(
                new Broken(
                        Promise.CALM,
                        "%s is called hundreds of times more often than undisturbed"
                                .formatted(LocationTable.get(site))));
    }

    private String goesOn(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        String how = thread.getState() == Thread.State.RUNNABLE ? "still runs" : "still waits";
        for (StackTraceElement frame : stack) {
            if (loader.isLibrary(frame.getClassName())) {
                return "%s in %s:%d".formatted(how, frame.getFileName(), frame.getLineNumber());
            }
        }
        return how;
    }

    /** A time-out of a socket is an {@link InterruptedIOException}, too, but tells of nothing. */
    private static boolean isSignal(Throwable thrown) {
        return thrown instanceof InterruptedException
                || thrown instanceof ClosedByInterruptException
                || thrown instanceof FileLockInterruptionException
                || (thrown instanceof InterruptedIOException
                        && !(thrown instanceof SocketTimeoutException));
    }

    private static boolean carriesSignal(@Nullable Throwable thrown) {
        return carriesSignal(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean carriesSignal(@Nullable Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return false;
        }
        if (isSignal(thrown) || carriesSignal(thrown.getCause(), seen)) {
            return true;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (carriesSignal(suppressed, seen)) {
                return true;
            }
        }
        return false;
    }
}
