package cancelsafe.lab.run;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.GivenListener;
import cancelsafe.lab.hook.LocationTable;
import cancelsafe.lab.monitor.Attention;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what may fail in a run, calls to what the test gave and operations on files, and lets the
 * one fail that is planned.
 */
final class GivenCalls implements GivenListener {
    private final FaultSources sources;
    private final @Nullable Fault planned;
    private final Attention attention;
    private final Canceller canceller;
    private final Observer observer;
    private final EndOfRun end;
    private final List<Fault.Call> calls = new ArrayList<>();
    private Fault.@Nullable Thrown thrown;

    /**
     * No call yet.
     *
     * @param sources what may fail
     * @param planned the call that is to fail; null for none
     */
    GivenCalls(
            FaultSources sources,
            @Nullable Fault planned,
            Attention attention,
            Canceller canceller,
            Observer observer,
            EndOfRun end) {
        this.sources = sources;
        this.planned = planned;
        this.attention = attention;
        this.canceller = canceller;
        this.observer = observer;
        this.end = end;
    }

    @Override
    public void calls(Object receiver, int site, String declared) {
        if (sources.types() == null || isOver()) {
            return;
        }
        CodeLocation at = LocationTable.get(site);
        if (sources.includes(receiver, at.className())) {
            ClassLoader loader = receiver.getClass().getClassLoader();
            call(at, Fault.types(declared, loader));
        }
    }

    /** Whether operations on files are to be told. */
    boolean watchesFiles() {
        return sources.files();
    }

    /** The thread is about to do something to a file, in this line, which may end like this. */
    void file(CodeLocation at, Class<? extends IOException> failure) {
        if (!isOver() && sources.includesFilesOf(at.className())) {
            call(at, List.of(failure));
        }
    }

    private boolean isOver() {
        return attention.looksAway() || end.isKnown();
    }

    private void call(CodeLocation at, List<Class<? extends Throwable>> types) {
        int n = calls.size() + 1;
        calls.add(new Fault.Call(n, at, !canceller.delivered().isEmpty(), types));
        Fault fault = planned;
        if (fault != null && fault.call() == n && thrown == null) {
            fail(fault, at);
        }
    }

    private void fail(Fault fault, CodeLocation at) {
        observer.observe();
        Throwable failure = fault.at(at);
        thrown = new Fault.Thrown(at, Thread.currentThread(), failure);
        GivenCalls.<RuntimeException>sneak(failure);
    }

    /** Checked exceptions are known to the compiler only. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    /** The calls, in the order in which they were made. */
    List<Fault.Call> calls() {
        return calls;
    }

    /** The fault that came; null if none did. */
    Fault.@Nullable Thrown thrown() {
        return thrown;
    }

    /** Whether what was planned has come. */
    boolean isHit() {
        return planned == null || thrown != null;
    }
}
