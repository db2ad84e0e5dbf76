package cancelsafe.lab.hook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** What executors are given in woven code, so that their threads belong to the run. */
public final class Pools {
    private Pools() {}

    /** A factory for a pool that was made without one: threads of the run, or ordinary ones. */
    public static ThreadFactory factory() {
        ThreadFactory ordinary = Executors.defaultThreadFactory();
        RuntimeListener maker = Hook.here();
        int pool = maker == null ? 0 : maker.services().next("pool");
        int[] made = {0};
        return task -> {
            RuntimeListener run = Hook.here();
            return run == null
                    ? ordinary.newThread(task)
                    : run.services()
                            .newThread()
                            .name("pool-" + pool + "-thread-" + ++made[0])
                            .unstarted(task);
        };
    }

    /** The caller's own factory, whose platform threads become threads of the run. */
    public static ThreadFactory adopt(ThreadFactory factory) {
        return task -> {
            Thread thread = factory.newThread(task);
            RuntimeListener run = Hook.here();
            return thread == null || run == null || thread.isVirtual()
                    ? thread
                    : Threads.twin(run, thread);
        };
    }

    /** {@link Executors#newWorkStealingPool()}; in a run a fixed pool of two. */
    public static ExecutorService newWorkStealingPool() {
        return Hook.here() == null
                ? Executors.newWorkStealingPool()
                : Executors.newFixedThreadPool(2, factory());
    }

    /** {@link Executors#newWorkStealingPool(int)}; in a run a fixed pool. */
    public static ExecutorService newWorkStealingPool(int parallelism) {
        return Hook.here() == null
                ? Executors.newWorkStealingPool(parallelism)
                : Executors.newFixedThreadPool(parallelism, factory());
    }

    /** Whether a stream is parallel; in a run none is. */
    public static boolean parallel(boolean wanted) {
        return wanted && Hook.here() == null;
    }

    /** From which size on a map works in parallel; in a run from none. */
    public static long threshold(long wanted) {
        return Hook.here() == null ? wanted : Long.MAX_VALUE;
    }

    /** What a {@link CompletableFuture} uses where it is given no executor. */
    public static Executor common() {
        RuntimeListener run = Hook.here();
        if (run == null) {
            return new CompletableFuture<>().defaultExecutor();
        }
        return task ->
                run.services()
                        .newThread()
                        .name("common-" + run.services().next("common"))
                        .start(task);
    }
}
