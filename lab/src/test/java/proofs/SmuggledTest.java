package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Unwoven;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Ways to get work past the lab. Each is judged as if it were written plainly, or refused by name
 * and line; none makes torn work pass.
 */
@Timeout(60)
class SmuggledTest {
    private static final class Accounts {
        int a = 100;
        int b;
    }

    private interface Way {
        void pause() throws Exception;
    }

    /** Stands for a library: what it does inside is not seen. */
    @Unwoven
    private static final class Library {
        private static final ScheduledExecutorService POOL =
                Executors.newScheduledThreadPool(1, Library::daemon);

        private static Thread daemon(Runnable task) {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }

        static ThreadFactory factory() {
            return Library::daemon;
        }

        static void warmUp() throws Exception {
            POOL.submit(() -> {}).get();
        }

        static void nap() {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }

        static void waitsFor(Object monitor) throws InterruptedException {
            synchronized (monitor) {
                monitor.wait(5);
            }
        }

        static void each(List<Integer> numbers, Consumer<Integer> action) {
            numbers.parallelStream().forEach(action);
        }

        static void givesToTheCommonPool() {
            ForkJoinPool.commonPool().execute(() -> {});
        }

        static <V> Future<V> submit(Callable<V> task) {
            return POOL.submit(task);
        }

        static <V> Future<V> later(Callable<V> task) {
            return POOL.schedule(task, 1, TimeUnit.MILLISECONDS);
        }
    }

    private static final ScheduledExecutorService SHARED =
            Executors.newScheduledThreadPool(1, Library.factory());

    @BeforeAll
    static void thePoolsOutsideHaveTheirThreads() throws Exception {
        Library.warmUp();
        SHARED.submit(() -> {}).get();
        ForkJoinPool.commonPool().submit(() -> {}).get();
    }

    private static void nap() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /** For threads that nobody asks for their exception. */
    private static void napQuietly() {
        try {
            nap();
        } catch (CancellationException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Sleeper extends Thread {
        @Override
        public void run() {
            napQuietly();
        }
    }

    private static void invoke(java.lang.reflect.Method method, Object target, Object... arguments)
            throws Exception {
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void invoke(MethodHandle handle, long millis) throws Exception {
        try {
            handle.invokeExact(millis);
        } catch (Exception e) {
            throw e;
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }

    private static Arguments way(String name, Way way) {
        return argumentSet(name, way);
    }

    static Stream<Arguments> judged() {
        return Stream.of(
                way(
                        "a parallel stream",
                        () -> IntStream.range(0, 2).parallel().forEach(i -> nap())),
                way(
                        "a parallel stream of a collection",
                        () -> List.of(1, 2).parallelStream().forEach(i -> nap())),
                way(
                        "a parallel stream of a spliterator",
                        () ->
                                StreamSupport.stream(List.of(1, 2).spliterator(), true)
                                        .forEach(i -> nap())),
                way(
                        "an array that is filled in parallel",
                        () ->
                                Arrays.parallelSetAll(
                                        new int[4],
                                        i -> {
                                            nap();
                                            return i;
                                        })),
                way(
                        "a map that works in parallel",
                        () ->
                                new ConcurrentHashMap<>(Map.of(1, 1, 2, 2))
                                        .forEach(1, (k, v) -> nap())),
                way("runAsync", () -> CompletableFuture.runAsync(() -> nap()).get()),
                way(
                        "a subclass of Thread",
                        () -> {
                            Thread thread = new Sleeper();
                            thread.start();
                            thread.join();
                        }),
                way(
                        "a library's ThreadFactory",
                        () -> {
                            try (var pool = Executors.newFixedThreadPool(1, Library.factory())) {
                                pool.submit(() -> nap()).get();
                            }
                        }),
                way(
                        "a subclass of ThreadPoolExecutor",
                        () -> {
                            try (var pool =
                                    new ThreadPoolExecutor(
                                            1,
                                            1,
                                            0,
                                            TimeUnit.SECONDS,
                                            new LinkedBlockingQueue<>()) {}) {
                                pool.submit(() -> nap()).get();
                            }
                        }),
                way(
                        "a work-stealing pool",
                        () -> {
                            try (var pool = Executors.newWorkStealingPool()) {
                                pool.submit(() -> nap()).get();
                            }
                        }),
                way(
                        "a reference to a factory of pools",
                        () -> {
                            Supplier<ExecutorService> pools = Executors::newCachedThreadPool;
                            try (var pool = pools.get()) {
                                pool.submit(() -> nap()).get();
                            }
                        }),
                way(
                        "a FutureTask on a thread",
                        () -> {
                            var task = new FutureTask<>(() -> nap(), 1);
                            new Thread(task).start();
                            task.get();
                        }),
                way(
                        "a publisher",
                        () -> {
                            try (var publisher = new SubmissionPublisher<Integer>()) {
                                var consumed = publisher.consume(i -> nap());
                                publisher.submit(1);
                                publisher.close();
                                consumed.get();
                            }
                        }),
                way(
                        "a comparator that sleeps",
                        () ->
                                new TreeSet<Integer>(
                                                (x, y) -> {
                                                    nap();
                                                    return x.compareTo(y);
                                                })
                                        .addAll(List.of(1, 2))),
                way("a library that sleeps", () -> Library.nap()),
                way("a library that waits", () -> Library.waitsFor(new Object())),
                way(
                        "a reflective call",
                        () -> invoke(Thread.class.getMethod("sleep", long.class), null, 5L)),
                way(
                        "a method handle",
                        () ->
                                invoke(
                                        MethodHandles.lookup()
                                                .findStatic(
                                                        Thread.class,
                                                        "sleep",
                                                        MethodType.methodType(
                                                                void.class, long.class)),
                                        5L)),
                way(
                        "a thread that is started by reflection",
                        () -> {
                            Thread thread = new Thread(() -> napQuietly());
                            invoke(Thread.class.getMethod("start"), thread);
                            invoke(Thread.class.getMethod("join"), thread);
                        }),
                way(
                        "a thread that is made by reflection",
                        () -> {
                            Thread thread =
                                    Thread.class
                                            .getConstructor(Runnable.class)
                                            .newInstance((Runnable) () -> napQuietly());
                            thread.start();
                            thread.join();
                        }));
    }

    private static Consumer<Attempt> transfer(Way way, boolean torn) {
        return attempt -> {
            Accounts accounts = new Accounts();
            attempt.cancelledBy(CancellationException.class)
                    .cancelledBy(ExecutionException.class)
                    .mayLeaveThreads("only the accounts are looked at")
                    .invariant("a + b = 100", () -> accounts.a + accounts.b == 100)
                    .run(
                            () -> {
                                if (torn) {
                                    accounts.a -= 30;
                                    way.pause();
                                } else {
                                    way.pause();
                                    accounts.a -= 30;
                                }
                                accounts.b += 30;
                            });
        };
    }

    @ParameterizedTest
    @MethodSource("judged")
    void tornWorkIsBroken(Way way) {
        assertThat(Judged.broken(transfer(way, true)))
                .startsWith("cancelled at ")
                .contains("broken: a + b = 100");
    }

    @ParameterizedTest
    @MethodSource("judged")
    void wholeWorkHolds(Way way) {
        Judged.holds(transfer(way, false));
    }

    private static Arguments call(String call, String instead, Way way) {
        return argumentSet(call, call, instead, way);
    }

    static Stream<Arguments> refused() {
        String inTheAttempt = "threads and pools that are made in the attempt";
        String executor = "an executor of virtual threads or a fixed pool";
        String future = "a CompletableFuture of the test";
        String atOnce = "a call of close or clean in the body itself";
        String pipe = "a BlockingQueue or a scripted stream";
        String library = "SmuggledTest$Library.";
        return Stream.of(
                call("System.gc", atOnce, () -> System.gc()),
                call("Runtime.gc", atOnce, () -> Runtime.getRuntime().gc()),
                call(
                        "Runtime.addShutdownHook",
                        atOnce,
                        () -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {}))),
                call("ProcessHandle.onExit", future, () -> ProcessHandle.current().onExit().get()),
                call("new Timer", "a ScheduledExecutorService", () -> new Timer("t", true) {}),
                call(
                        "ExecutorCompletionService.submit",
                        inTheAttempt,
                        () -> new ExecutorCompletionService<Integer>(SHARED).submit(() -> 1)),
                call(
                        "ScheduledThreadPoolExecutor.schedule",
                        inTheAttempt,
                        () -> SHARED.schedule(() -> 1, 1, TimeUnit.MILLISECONDS).get()),
                call(library + "submit", inTheAttempt, () -> Library.submit(() -> 1).get()),
                call(library + "later", inTheAttempt, () -> Library.later(() -> 1).get()),
                call(library + "each", executor, () -> Library.each(List.of(1, 2), i -> nap())),
                call(
                        library + "givesToTheCommonPool",
                        executor,
                        () -> Library.givesToTheCommonPool()),
                call("new PipedOutputStream", pipe, () -> new PipedOutputStream()),
                call("new PipedInputStream", pipe, () -> new PipedInputStream().read()),
                call("System.in", "a scripted stream", () -> System.in.read()),
                call(
                        "FileDescriptor.in",
                        "a scripted stream",
                        () -> new FileInputStream(FileDescriptor.in).read()),
                call("IO.readln", "a scripted stream", () -> IO.readln()),
                call(
                        "FileSystem.newWatchService",
                        "a queue of events",
                        () -> FileSystems.getDefault().newWatchService().poll()),
                call(
                        "URL.openStream",
                        "a scripted peer",
                        () -> URI.create("http://localhost:1/").toURL().openStream()),
                call("Arrays.parallelPrefix", "a loop", () -> parallelPrefix()));
    }

    private static void parallelPrefix() {
        Arrays.parallelPrefix(new int[] {1, 2}, (x, y) -> x + y);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedByNameAndLine(String call, String instead, Way way) {
        for (boolean torn : new boolean[] {true, false}) {
            assertThat(Judged.broken(transfer(way, torn)))
                    .contains("broken: the lab controls every call, but not " + call + " at ")
                    .containsPattern("at SmuggledTest\\.java:\\d+: use " + instead);
        }
    }

    @Test
    void aPoolOutsideIsRefusedHoweverBusyItsThreadIs() {
        for (int i = 0; i < 100; i++) {
            assertThat(Judged.broken(transfer(() -> Library.submit(() -> 1).get(), false)))
                    .contains("but not SmuggledTest$Library.submit at");
        }
    }

    @Test
    void anAsynchronousChannelIsRefused() throws Exception {
        Path file = Files.createTempFile("smuggled", "");
        Way way =
                () -> {
                    try (var channel =
                            AsynchronousFileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.write(ByteBuffer.allocate(4), 0).get();
                    }
                };
        assertThat(Judged.broken(transfer(way, true)))
                .contains("but not AsynchronousFileChannel.")
                .contains("SmuggledTest.java:");
        Files.delete(file);
    }

    private static final class StartsWhenLoaded {
        static final Thread THREAD = new Sleeper();

        static {
            THREAD.start();
        }
    }

    @Test
    void aThreadThatIsStartedWhenItsClassIsLoadedRunsOnlyOnceAndIsReported() {
        assertThat(Judged.broken(transfer(() -> StartsWhenLoaded.THREAD.join(), true)))
                .contains(
                        "broken: two equal runs take the same course, but point 2 was reached"
                                + " once");
    }

    @Test
    void aLoopThatWaitsForTheClockIsDeaf() {
        Way way =
                () -> {
                    long end = System.nanoTime() + 1000;
                    while (System.nanoTime() < end) {}
                };
        assertThat(Judged.broken(transfer(way, false))).contains("broken: every long loop passes");
    }

    private static volatile boolean set;

    @Test
    void aLoopThatWaitsForAFlagOfSomebodyOutsideIsNoSilentPass() {
        Way way =
                () -> {
                    set = false;
                    SHARED.execute(() -> set = true);
                    while (!set) {
                        Thread.onSpinWait();
                    }
                };
        assertThat(Judged.broken(transfer(way, false)))
                .contains("but not ScheduledThreadPoolExecutor.execute at SmuggledTest.java:");
    }
}
