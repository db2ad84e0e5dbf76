package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Unwoven;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the lab cannot control fails the test, with the line and with what to use instead. */
@Timeout(60)
class RefusalsTest {
    private static final class Sum extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;

        @Override
        protected Integer compute() {
            return 1;
        }
    }

    private static Arguments call(String call, String instead, Body body) {
        return argumentSet(call, call, instead, body);
    }

    static Stream<Arguments> calls() {
        String executor = "an executor of virtual threads or a fixed pool";
        String stream = "a scripted stream";
        String peer = "a scripted peer";
        String channel = "a scripted channel";
        return Stream.of(
                call("new ForkJoinPool", executor, () -> new ForkJoinPool(2)),
                call("ForkJoinPool.commonPool", executor, () -> ForkJoinPool.commonPool()),
                call("new RecursiveTask", "subtasks of a scope", () -> new Sum().fork()),
                call("new RecursiveTask", "subtasks of a scope", () -> new Sum().invoke()),
                call("new Timer", "a ScheduledExecutorService", () -> new Timer()),
                call("new Socket", stream, () -> new Socket("localhost", 1)),
                call("new ServerSocket", peer, () -> new ServerSocket(0)),
                call("HttpClient.newHttpClient", peer, () -> HttpClient.newHttpClient()),
                call("new ProcessBuilder", stream, () -> new ProcessBuilder("true").start()),
                call(
                        "Runtime.exec",
                        stream,
                        () -> Runtime.getRuntime().exec(new String[] {"true"})),
                call("Pipe.open", channel, () -> Pipe.open()),
                call("SocketChannel.open", channel, () -> SocketChannel.open()),
                call("ServerSocketChannel.open", channel, () -> ServerSocketChannel.open()),
                call("DatagramChannel.open", channel, () -> DatagramChannel.open()),
                call("System.exit", "a return value or an exception", () -> System.exit(1)),
                call("Runtime.halt", "a return value", () -> Runtime.getRuntime().halt(1)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isRefusedByNameAndLine(String call, String instead, Body body) {
        assertThat(Judged.broken(body))
                .startsWith("broken without any cancellation")
                .containsPattern(
                        "broken: the lab controls every call, but not "
                                + call
                                + " at RefusalsTest\\.java:\\d+: use "
                                + instead);
    }

    @Test
    void aRefusedMethodReferenceIsRefusedToo() {
        Body body =
                () -> {
                    java.util.function.Supplier<ForkJoinPool> common = ForkJoinPool::commonPool;
                    common.get();
                };
        assertThat(Judged.broken(body)).contains("but not ForkJoinPool.commonPool at");
    }

    @Test
    void aCatchOfEverythingDoesNotHideARefusal() {
        Body body =
                () -> {
                    try {
                        new Timer();
                    } catch (Throwable t) {
                        return;
                    } finally {
                        Thread.interrupted();
                    }
                };
        assertThat(Judged.broken(body)).contains("but not new Timer at");
    }

    @Test
    void outsideARunNothingIsRefused() {
        new Timer().cancel();
        assertThat(new Sum().invoke()).isEqualTo(1);
    }

    /** Stands for a library: what it does inside is not seen. */
    @Unwoven
    private static final class Library {
        private static final ExecutorService POOL =
                Executors.newFixedThreadPool(
                        1,
                        task -> {
                            Thread thread = new Thread(task);
                            thread.setDaemon(true);
                            return thread;
                        });

        static void warmUp() throws Exception {
            Thread worker = POOL.submit(Thread::currentThread).get();
            while (worker.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }

        static CompletableFuture<Integer> ask() {
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            POOL.execute(() -> answer.complete(1));
            return answer;
        }

        static void startsAThread() {
            Thread thread = new Thread(() -> {});
            thread.setDaemon(true);
            thread.start();
        }

        static void givesToTheCommonPool() {
            new ForkJoinPool(1).execute(() -> {});
        }
    }

    @Test
    void aPlatformThreadThatALibraryStartsIsRefused() {
        Body body = () -> Library.startsAThread(); // starts
        assertThat(Judged.broken(body))
                .contains("the lab controls every call, but not RefusalsTest$Library.startsAThread")
                .contains("at " + Judged.line("RefusalsTest.java", "starts"))
                .contains("use something that starts no thread of its own");
        Body pool = () -> Library.givesToTheCommonPool();
        assertThat(Judged.broken(pool)).contains("but not RefusalsTest$Library.givesToTheCommon");
    }

    @Test
    void workForAPoolThatALibraryHasStartedBeforeIsNeverASilentPass() throws Exception {
        Library.warmUp();
        Body body = () -> Library.ask().get();
        assertThat(Judged.broken(body))
                .contains("the lab controls every call, but not RefusalsTest$Library.ask at")
                .contains("use threads and pools that are made in the attempt");
    }

    private static ExecutorService shared;

    private static Consumer<Attempt> useShared() {
        return attempt ->
                attempt.mayLeaveThreads("the pool is shared")
                        .run(() -> shared.submit(() -> 1).get());
    }

    @Test
    void aPoolInAStaticFieldIsRefusedWhereItIsUsedAgain() {
        shared = Executors.newFixedThreadPool(1);
        assertThat(Judged.broken(useShared()))
                .containsPattern(
                        "the lab controls every call, but not \\S+ at RefusalsTest\\.java:\\d+: use"
                                + " threads and pools that are made in the attempt");
        shared.shutdownNow();
    }

    @Test
    void aPoolOfEachAttemptIsFine() {
        Judged.holds(
                attempt -> {
                    shared = Executors.newFixedThreadPool(1);
                    attempt.mayLeaveThreads("the pool is closed by the next test")
                            .run(() -> shared.submit(() -> 1).get());
                });
    }

    @Test
    void aWaitForSomebodyOutsideIsNoSilentPass() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Thread outside =
                new Thread(
                        () -> {
                            try {
                                if (asked.await(30, TimeUnit.SECONDS)) {
                                    answered.countDown();
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        outside.start();
        while (outside.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        Body body =
                () -> {
                    asked.countDown();
                    answered.await();
                };
        assertThat(Judged.broken(body))
                .contains("the lab controls every call, but not CountDownLatch.countDown at");
        outside.join();
    }
}
