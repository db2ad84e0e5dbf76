package cancelsafe.lab.run;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.GivenListener;
import cancelsafe.lab.hook.LocationTable;
import cancelsafe.lab.monitor.Attention;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Counts the calls of a run to what the test gave it, and lets the one fail that is planned. */
final class GivenCalls implements GivenListener {
    private final @Nullable Given given;
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
     * @param given what the test gave; null if no call is to fail
     * @param planned the call that is to fail; null for none
     */
    GivenCalls(
            @Nullable Given given,
            @Nullable Fault planned,
            Attention attention,
            Canceller canceller,
            Observer observer,
            EndOfRun end) {
        this.given = given;
        this.planned = planned;
        this.attention = attention;
        this.canceller = canceller;
        this.observer = observer;
        this.end = end;
    }

    @Override
    public void calls(Object receiver, int site, String declared) {
        if (given == null || attention.looksAway() || end.isKnown()) {
            return;
        }
        CodeLocation at = LocationTable.get(site);
        if (!given.includes(receiver, at.className())) {
            return;
        }
        int n = calls.size() + 1;
        ClassLoader loader = receiver.getClass().getClassLoader();
        calls.add(
                new Fault.Call(
                        n, at, !canceller.delivered().isEmpty(), Fault.types(declared, loader)));
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
