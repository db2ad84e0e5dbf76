package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Body;
import cancelsafe.lab.explore.Cancel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Bodies that nobody should write: each ends in one sentence, and the machine lives. */
@Timeout(60)
class BadBodiesTest {
    private static final String FILE = "BadBodiesTest.java";
    private static final String THREW =
            "broken: the body returns when nothing disturbs it, but it threw ";
    private static final String DEAF =
            "broken: every long loop passes a cancellation point or a check, but not the one at "
                    + FILE;

    @AfterEach
    void theLabGoesOn() {
        assertThat(Judged.points(() -> Thread.sleep(1))).containsExactly("Thread.sleep");
    }

    @Test
    void throwsBeforeItsFirstPoint() {
        Body body =
                () -> {
                    int[] none = new int[0];
                    none[0] = 1; // throws
                    Thread.sleep(1);
                };
        assertThat(Judged.broken(body))
                .startsWith("broken without any cancellation")
                .contains(THREW + "java.lang.ArrayIndexOutOfBoundsException: Index 0")
                .contains(", at " + Judged.line(FILE, "throws"));
    }

    @Test
    void throwsBehindItsLastPoint() {
        Body body =
                () -> {
                    Thread.sleep(1);
                    throw new TimeoutException("too late");
                };
        assertThat(Judged.broken(body)).contains(THREW).contains("TimeoutException: too late, at");
    }

    @Test
    void mayThrowWhereTheTestLooksAtIt() {
        Body body =
                () -> {
                    Thread.sleep(1);
                    throw new TimeoutException("as it must");
                };
        Judged.holds(
                a -> {
                    var outcome = a.run(body);
                    assertThat(outcome.thrown()).isPresent();
                });
    }

    @Test
    void startsTheLabInsideItself() {
        Body body = () -> Cancel.everywhere(a -> a.run(() -> Thread.sleep(1)));
        assertThat(Judged.broken(body))
                .contains(THREW)
                .contains("a body cannot start the lab: one exploration is going on already");
    }

    private static int deeper(int n) {
        return deeper(n + 1) + 1;
    }

    @Test
    void recursesForEver() {
        Body body = () -> deeper(0);
        assertThat(Judged.broken(body)).contains(THREW + "java.lang.StackOverflowError");
    }

    @Test
    void recursesForEverThroughAPointAndIsJudgedAsAnEndlessWorkerIs() {
        Judged.holds(a -> a.mayWaitForever("it has no end").run(() -> rest(0)));
    }

    private static int rest(int n) throws InterruptedException {
        Thread.sleep(1);
        return n > 1_000_000 ? n : rest(n + 1) + 1;
    }

    @Test
    void waitsForEverAndCannotBeCancelled() {
        Body body = () -> new CompletableFuture<Integer>().join(); // for ever
        assertThat(Judged.broken(body))
                .contains(
                        "broken: the body ends when it is cancelled: nothing cancels it where it"
                                + " waits for ever, at "
                                + Judged.line(FILE, "for ever"));
    }

    @Test
    void waitsForEverWhereTheTestDoesNotCancel() {
        Body body = () -> new CountDownLatch(1).await();
        Judged.holds(a -> a.mayWaitForever("nobody opens it").run(body));
        assertThat(Judged.broken(body))
                .contains("broken: the body ends when nothing disturbs it: it waits for ever, at ");
        assertThat(Judged.broken(a -> a.undisturbed().mayWaitForever("nobody opens it").run(body)))
                .contains("broken: the body ends in some run: it waits for ever, at ");
        Body endless =
                () -> {
                    while (!stop) {
                        Thread.sleep(1); // polls
                    }
                };
        Judged.holds(a -> a.mayWaitForever("it polls").run(endless));
        assertThat(Judged.broken(endless))
                .contains(
                        "broken: the body ends when nothing disturbs it: it passes too many"
                                + " points, last at "
                                + Judged.line(FILE, "polls"));
        assertThat(Judged.broken(a -> a.undisturbed().mayWaitForever("it polls").run(endless)))
                .contains("broken: the body ends in some run: it passes too many points");
    }

    @Test
    void endsTheMachine() {
        Body body = () -> System.exit(3);
        assertThat(Judged.broken(body)).contains("but not System.exit at " + FILE);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 10_000})
    void leaksManyThreads(int threads) {
        CompletableFuture<Integer> never = new CompletableFuture<>();
        Body body =
                () -> {
                    for (int i = 0; i < threads; i++) {
                        Thread.startVirtualThread(never::join); // started
                    }
                };
        String line = Judged.line(FILE, "started");
        assertThat(Judged.broken(body))
                .contains(
                        String.format(
                                Locale.ROOT,
                                "broken: no thread is left running: %,d started at %s, now at %s"
                                        + " (t1 to t%d)",
                                threads,
                                line,
                                line,
                                threads))
                .hasSizeLessThan(3_000);
    }

    @Test
    void leaksMoreThreadsThanTheLabLetsPassAPoint() {
        CountDownLatch never = new CountDownLatch(1);
        Body body =
                () -> {
                    for (int i = 0; i < 10_000; i++) {
                        Thread.startVirtualThread(() -> awaitQuietly(never)); // waiters
                    }
                };
        assertThat(Judged.broken(body))
                .contains("no thread is left running: ")
                .contains(" started at " + Judged.line(FILE, "waiters") + ", now about to go on (t")
                .contains(" to t10000)");
    }

    @Test
    void leavesTwoThreadsThatKeepEachOtherBusy() {
        SynchronousQueue<Integer> queue = new SynchronousQueue<>();
        Body body =
                () -> {
                    Thread.startVirtualThread(() -> forEver(() -> queue.put(1))); // put
                    Thread.startVirtualThread(() -> forEver(queue::take)); // take
                };
        assertThat(Judged.broken(body))
                .contains("broken: no thread is left running: t1, at " + Judged.line(FILE, "put"))
                .contains("; t2, at " + Judged.line(FILE, "take"));
    }

    private static void forEver(Body body) {
        try {
            while (true) {
                body.run();
            }
        } catch (Throwable t) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void endsTheMachineWhenTheBodyHasEnded() {
        Body body = () -> Thread.startVirtualThread(() -> System.exit(3));
        assertThat(Judged.broken(body)).contains("but not System.exit at " + FILE);
    }

    @Test
    void leavesALoopThatIsDeaf() {
        Body body =
                () ->
                        Thread.startVirtualThread(
                                () -> {
                                    int n = 0;
                                    while (n >= 0) {
                                        n = (n + 1) % 7; // left
                                    }
                                });
        assertThat(Judged.broken(body))
                .contains("broken: no thread is left running: t1, at " + FILE);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private volatile boolean stop;

    @Test
    void spinsForEver() {
        Body spins =
                () -> {
                    while (!stop) {
                        Thread.onSpinWait();
                    }
                };
        assertThat(Judged.broken(spins)).contains(DEAF);
        Body yields =
                () -> {
                    while (!stop) {
                        Thread.yield();
                    }
                };
        assertThat(Judged.broken(yields)).contains(DEAF);
    }

    @Test
    void pollsForEver() {
        ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
        Body body =
                () -> {
                    while (queue.poll() == null) {
                        Thread.onSpinWait();
                    }
                };
        assertThat(Judged.broken(body)).contains(DEAF);
    }

    @Test
    void isCalledForEverByALoopOfTheJdk() {
        Body body = () -> IntStream.iterate(0, i -> -i).forEach(i -> {});
        assertThat(Judged.broken(body)).contains(DEAF);
    }

    private static final class Slow {
        static final long VALUE;

        static {
            long n = 0;
            while (n >= 0) {
                n = (n + 1) % 1_000; // initializer
            }
            VALUE = n;
        }
    }

    @Test
    void loopsForEverInAStaticInitializer() {
        Body body = () -> assertThat(Slow.VALUE).isZero();
        assertThat(Judged.broken(body)).contains(DEAF);
    }

    @Test
    void throwsAnErrorWhenItIsCancelled() {
        Body body =
                () -> {
                    try {
                        Thread.sleep(1);
                    } catch (InterruptedException e) {
                        throw new StackOverflowError("cleaning up");
                    }
                };
        assertThat(Judged.broken(body)).contains("broken: the cancellation is not lost");
    }

    @Test
    void changesWhatTheNextRunFinds() {
        int[] runs = new int[1];
        Body body =
                () -> {
                    if (runs[0]++ == 0) {
                        Thread.sleep(1); // once
                    }
                    Thread.yield();
                    new java.util.concurrent.CountDownLatch(0).await();
                };
        assertThat(Judged.broken(body))
                .contains("broken: two equal runs take the same course, but point 1 was")
                .contains(Judged.line(FILE, "once") + " Thread.sleep and then ");
    }
}
