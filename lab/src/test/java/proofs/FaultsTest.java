package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Every call to something that the test gave fails once, with all that it may throw. */
class FaultsTest {
    private static final String FILE = "FaultsTest.java";

    private interface Station {
        int ask() throws IOException, InterruptedException;
    }

    private record Fixed(int reading) implements Station {
        @Override
        public int ask() {
            return reading;
        }
    }

    private static final class Answering implements Station {
        @Override
        public int ask() throws InterruptedException {
            Thread.sleep(1);
            return 7;
        }
    }

    private static int asksTwice(Station station) throws IOException, InterruptedException {
        return station.ask() + station.ask();
    }

    /** Asked in vain, it waits for an answer that nobody gives. */
    private static void waits(Attempt attempt, boolean forEver) {
        Station station = new Fixed(1);
        CountDownLatch answer = new CountDownLatch(1);
        attempt.withFaults(Station.class)
                .mayHideFailures("the test asks only whether it ends")
                .run(
                        () -> {
                            try {
                                station.ask();
                            } catch (IOException | RuntimeException | Error e) {
                                if (forEver) {
                                    answer.await();
                                }
                            }
                        });
    }

    @Test
    void aBodyThatWaitsForEverAfterAFaultIsBroken() {
        Judged.holds(a -> waits(a, false));
        assertThat(Judged.broken(a -> waits(a, true))).contains("it waits for ever");
    }

    private static void holdsALock(Attempt attempt, boolean inFinally) {
        ReentrantLock lock = new ReentrantLock();
        Station station = new Fixed(1);
        attempt.withFaults(Station.class)
                .run(
                        () -> {
                            lock.lock(); // locks
                            if (inFinally) {
                                try {
                                    station.ask();
                                } finally {
                                    lock.unlock();
                                }
                            } else {
                                station.ask();
                                lock.unlock();
                            }
                        });
    }

    @Test
    void whatIsHeldWhenACallFailsIsGivenBack() {
        assertThat(Judged.broken(a -> holdsALock(a, false)))
                .startsWith("broken after a fault of FaultsTest.Station.ask: IOException")
                .contains("a fault here: IOException")
                .contains("broken: no lock or permit is kept");
        Judged.holds(a -> holdsALock(a, true));
    }

    @Test
    void everyCallFailsWithEverythingThatItMayThrowWhateverTheCollaboratorIs() {
        Station lambda = () -> 1;
        for (Station station : new Station[] {new Fixed(1), lambda}) {
            Story story =
                    Judged.holds(a -> a.withFaults(Station.class).call(() -> asksTwice(station)));
            // two calls: IOException, InterruptedException, RuntimeException, Error; the run with
            // the status set, and both calls in it
            assertThat(story.tried()).contains(new Story.Tried("injected faults", 2 * 4 + 1 + 2));
        }
    }

    @Test
    void aCallThatDeclaresAnyExceptionAlsoFailsWithAnInterruptAndATimeoutOfItsOwn() {
        Callable<Integer> given = () -> 1;
        Story story = Judged.holds(a -> a.withFaults(Callable.class).call(() -> given.call()));
        assertThat(story.tried()).contains(new Story.Tried("injected faults", 5 + 1 + 1));
    }

    @Test
    void aFailureThatIsHiddenFromTheCallerIsBroken() {
        Station station = new Fixed(1);
        assertThat(
                        Judged.broken(
                                a ->
                                        a.withFaults(Station.class)
                                                .call(
                                                        () -> {
                                                            try {
                                                                return station.ask(); // asks
                                                            } catch (IOException e) {
                                                                return 0;
                                                            }
                                                        })))
                .contains(
                        "broken: a failure reaches the caller: FaultsTest.Station.ask failed at "
                                + Judged.line(FILE, "asks")
                                + " with IOException, but the body returned");
        Judged.holds(
                a ->
                        a.withFaults(Station.class)
                                .mayHideFailures("no reading counts as none")
                                .call(
                                        () -> {
                                            try {
                                                return station.ask();
                                            } catch (IOException e) {
                                                return 0;
                                            }
                                        }));
    }

    @Test
    void aFailureMayReachTheCallerAsACauseOrSuppressedOrFromAnotherThread() {
        Station station = new Fixed(1);
        Judged.holds(
                a ->
                        a.withFaults(Station.class)
                                .call(
                                        () -> {
                                            try {
                                                return station.ask();
                                            } catch (IOException | RuntimeException | Error e) {
                                                throw new IllegalStateException("no reading", e);
                                            }
                                        }));
        Judged.holds(
                a ->
                        a.withFaults(Station.class)
                                .cancelledBy(ExecutionException.class)
                                .run(
                                        () -> {
                                            try (var pool = Executors.newFixedThreadPool(1)) {
                                                pool.submit(() -> station.ask()).get();
                                            }
                                        }));
    }

    @Test
    void anInterruptOfTheCollaboratorsOwnIsKeptLikeAnyOther() {
        Station station = new Fixed(1);
        assertThat(
                        Judged.broken(
                                a ->
                                        a.withFaults(Station.class)
                                                .call(() -> asksAndSwallows(station, false))))
                .contains("failed at ")
                .contains("with InterruptedException");
        Judged.holds(a -> a.withFaults(Station.class).call(() -> asksAndSwallows(station, true)));
    }

    private static int asksAndSwallows(Station station, boolean sets) throws IOException {
        try {
            return station.ask();
        } catch (InterruptedException e) {
            if (sets) {
                Thread.currentThread().interrupt();
            }
            return 0;
        }
    }

    private interface Ledger {
        void close() throws IOException;
    }

    private static void cleansUp(Attempt attempt, boolean inTurn) {
        Ledger ledger = () -> {};
        AtomicReference<String> state = new AtomicReference<>("");
        attempt.withFaults(Ledger.class)
                .invariant("the door is shut", () -> !state.get().equals("open"))
                .run(
                        () -> {
                            state.set("open");
                            try {
                                Thread.sleep(5);
                            } catch (InterruptedException e) {
                                if (inTurn) {
                                    try (AutoCloseable door = () -> state.set("shut")) {
                                        ledger.close();
                                    } catch (IOException | RuntimeException | Error f) {
                                        e.addSuppressed(f);
                                    }
                                } else {
                                    ledger.close();
                                    state.set("shut");
                                }
                                throw e;
                            }
                            state.set("shut");
                        });
    }

    @Test
    void aFaultInTheCleanUpIsTried() {
        assertThat(Judged.broken(a -> cleansUp(a, false)))
                .startsWith(
                        "broken after a cancellation at Thread.sleep, then a fault of"
                                + " FaultsTest.Ledger.close: IOException")
                .contains("broken: the door is shut")
                .contains("broken: the cancellation is not lost");
        Judged.holds(a -> cleansUp(a, true));
    }

    private static void closesAfterCancel(Ledger ledger, AtomicReference<String> state)
            throws InterruptedException {
        state.set("open");
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            try {
                ledger.close();
            } catch (IOException f) {
                e.addSuppressed(f);
            }
            state.set("shut");
            throw e;
        }
        state.set("shut");
    }

    @Test
    void aCallThatOnlyACancelledBodyMakesFailsWithAllThatItMayThrow() {
        AtomicReference<String> state = new AtomicReference<>("");
        assertThat(
                        Judged.broken(
                                a ->
                                        a.withFaults(Ledger.class)
                                                .invariant(
                                                        "the door is shut",
                                                        () -> !state.get().equals("open"))
                                                .run(() -> closesAfterCancel(() -> {}, state))))
                .startsWith(
                        "broken after a cancellation at Thread.sleep, then a fault of"
                                + " FaultsTest.Ledger.close: RuntimeException")
                .contains("broken: the door is shut");
    }

    @Test
    void aFaultWhileTheStatusIsSetIsTried() {
        Station station = new Fixed(1);
        assertThat(
                        Judged.broken(
                                a ->
                                        a.withFaults(Station.class)
                                                .mayHideFailures("only the status is asked for")
                                                .call(
                                                        () -> {
                                                            try {
                                                                return station.ask();
                                                            } catch (IOException e) {
                                                                Thread.interrupted();
                                                                return 0;
                                                            }
                                                        })))
                .startsWith(
                        "broken after an interrupt before the body began, then a fault of"
                                + " FaultsTest.Station.ask: IOException")
                .contains("broken: the cancellation is not lost");
    }

    @Test
    void aCollaboratorOfTheJdkAndOneThatIsFinalCanFail() {
        Supplier<String> given = () -> "x";
        assertThat(
                        Judged.broken(
                                a ->
                                        a.withFaults(Supplier.class)
                                                .call(
                                                        () -> {
                                                            try {
                                                                return given.get();
                                                            } catch (RuntimeException e) {
                                                                return "";
                                                            }
                                                        })))
                .contains("broken: a failure reaches the caller: Supplier.get failed");
        Answering last = new Answering();
        Judged.holds(a -> a.withFaults(Answering.class).call(() -> last.ask()));
    }

    @Test
    void aCollaboratorThatIsNullFailsByItself() {
        Story story =
                Judged.holds(
                        a -> {
                            Station none = a.hashCode() == 0 ? new Fixed(1) : null;
                            a.withFaults(Station.class)
                                    .call(
                                            () -> {
                                                try {
                                                    return none.ask();
                                                } catch (NullPointerException e) {
                                                    return 0;
                                                }
                                            });
                        });
        assertThat(story.runs().getFirst().promises())
                .anyMatch(p -> p.text().equals("the body makes none of the calls that may fail"));
    }

    @Test
    void whatTheLabWatchesNeverFails() {
        Station station = new Fixed(3);
        AtomicInteger asked = new AtomicInteger();
        Judged.holds(
                a ->
                        a.withFaults(Station.class)
                                .watch("reading", () -> read(station))
                                .invariant("it can be read", () -> read(station).equals("3"))
                                .run(asked::incrementAndGet));
        Judged.holds(
                a ->
                        a.withFaults(Station.class)
                                .watch("reading", () -> read(station))
                                .invariant("it can be read", () -> read(station).equals("3"))
                                .call(() -> asksTwice(station)));
    }

    private static String read(Station station) {
        try {
            return String.valueOf(station.ask());
        } catch (IOException | InterruptedException e) {
            return "none";
        }
    }

    @Test
    void aBodyThatCatchesThrowableForeverIsBroken() {
        AtomicInteger turns = new AtomicInteger();
        Station station = new Fixed(1);
        assertThat(
                        Judged.broken(
                                a ->
                                        a.withFaults(Station.class)
                                                .run(
                                                        () -> {
                                                            while (true) {
                                                                try {
                                                                    station.ask();
                                                                    return;
                                                                } catch (Throwable e) {
                                                                    turns.incrementAndGet();
                                                                }
                                                            }
                                                        })))
                .contains("broken: a failure reaches the caller");
    }

    private abstract static class Locked extends Exception {
        private static final long serialVersionUID = 1;
    }

    private interface Vault {
        void open() throws Locked;
    }

    @Test
    void anExceptionThatTheLabCannotMakeIsSaidToBeLeftOut() {
        Vault vault = () -> {};
        assertThat(Judged.broken(a -> a.withFaults(Vault.class).run(() -> vault.open())))
                .contains("not exhaustive: the lab found no usable public constructor for Locked");
    }
}
