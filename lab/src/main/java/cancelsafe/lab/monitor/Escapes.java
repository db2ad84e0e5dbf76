package cancelsafe.lab.monitor;

import cancelsafe.lab.hook.CallerLocation;
import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.LocationTable;
import cancelsafe.lab.hook.ThreadListener;
import cancelsafe.lab.weave.Weaver;

import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What leaves the run: work for threads that the lab does not control. It is refused by name. */
public final class Escapes implements ThreadListener {
    private final Attention attention;
    private final Deadlocks deadlocks;
    private final UnseenFailures failures;
    private final Predicate<Thread> belongs;
    private final Consumer<RunEnd> giveUp;
    private final Consumer<RunEnd> stop;

    /**
     * A monitor that hears of threads and pools.
     *
     * @param belongs whether a thread belongs to the run
     * @param giveUp ends the run at once; does not return
     * @param stop ends the run when the calling thread has done what it is about to do
     */
    public Escapes(
            Attention attention,
            Deadlocks deadlocks,
            UnseenFailures failures,
            Predicate<Thread> belongs,
            Consumer<RunEnd> giveUp,
            Consumer<RunEnd> stop) {
        this.attention = attention;
        this.deadlocks = deadlocks;
        this.failures = failures;
        this.belongs = belongs;
        this.giveUp = giveUp;
        this.stop = stop;
    }

    @Override
    public void startsOutside(Thread thread) {
        // the JDK starts such threads for itself
        if (attention.looksAway() || thread.getClass().getName().startsWith("jdk.internal.")) {
            return;
        }
        refuseHere("something that starts no thread of its own");
    }

    @Override
    public void grows(Object pool) {
        if (pool instanceof ThreadPoolExecutor own) {
            deadlocks.grows(own);
        }
    }

    /** A pool whose thread is busy wakes no other, so its threads must be known before. */
    @Override
    public void givesTo(ThreadPoolExecutor pool) {
        if (deadlocks.knows(pool)) {
            return;
        }
        boolean[] hasThreads = new boolean[1];
        attention.note(() -> hasThreads[0] = pool.getPoolSize() > 0);
        if (hasThreads[0]) {
            refuseHere("threads and pools that are made in the attempt");
        }
    }

    @Override
    public void dies(Throwable thrown) {
        if (!attention.looksAway()) {
            failures.dies(thrown);
        }
    }

    /** The carriers of virtual threads stand in such a pool: what is woken is told elsewhere. */
    @Override
    public void submitsOutside() {
        if (!attention.looksAway() && !CallerLocation.isWaking(Weaver::hasWoven)) {
            refuseHere(
                    "an executor of virtual threads or a fixed pool: this goes to a ForkJoinPool");
        }
    }

    /**
     * Work that is given to a thread outside is done there at some time; a lock that is released is
     * not work. The calling thread goes on, or the one outside would wait for ever.
     */
    @Override
    public void handsOver(Thread thread) {
        if (attention.looksAway() || belongs.test(thread)) {
            return;
        }
        Object waitsFor = LockSupport.getBlocker(thread);
        if (waitsFor == null || waitsFor.getClass().getName().contains(".locks.Reentrant")) {
            return;
        }
        attention.note(
                () ->
                        CallerLocation.site(CodeLocation.Kind.REFUSED, Weaver::hasWoven)
                                .ifPresent(
                                        site ->
                                                stop.accept(
                                                        new RunEnd.Refused(
                                                                site,
                                                                "threads and pools that are made in"
                                                                    + " the attempt: the call wakes"
                                                                    + " a thread that does not"
                                                                    + " belong to it"))));
    }

    @Override
    public void refuse(int site, String instead) {
        giveUp.accept(new RunEnd.Refused(LocationTable.get(site), instead));
    }

    private void refuseHere(String instead) {
        CallerLocation.site(CodeLocation.Kind.REFUSED, Weaver::hasWoven)
                .ifPresent(site -> giveUp.accept(new RunEnd.Refused(site, instead)));
    }
}
