package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.explore.Exploration;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Exchanger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A failure's text: how the body ended, what disturbed it, and what the schedule did. */
class FailureTextTest {
    private static final String FILE = "FailureTextTest.java";

    private static Consumer<Attempt> never(Body body) {
        return attempt -> attempt.undisturbed().invariant("never", () -> false).run(body);
    }

    private static String where(String mark) {
        return Judged.line(FILE, mark);
    }

    @Test
    void theExceptionIsNamedWithItsMessageAndLine() {
        Body body =
                () -> {
                    throw new IOException("disk full"); // throws
                };
        assertThat(Judged.broken(never(body)))
                .contains("the body threw IOException: disk full, at " + where("throws"));
    }

    @Test
    void theReturnedValueIsNamed() {
        assertThat(
                        Judged.broken(
                                attempt ->
                                        attempt.undisturbed()
                                                .invariant("never", () -> false)
                                                .call(() -> 42)))
                .contains("the body returned 42");
    }

    @Test
    void theStatusAtTheEndIsNamed() {
        assertThat(Judged.broken(never(() -> Thread.currentThread().interrupt())))
                .contains("the body returned, with the interrupt status set");
    }

    @Test
    void aHashCodeIsNoPartOfTheText() {
        Body body =
                () -> {
                    throw new IOException("lost " + new Object());
                };
        assertThat(Judged.broken(never(body))).contains("IOException: lost java.lang.Object, at ");
    }

    @Test
    void aHangNamesTheLineOfTheBody() {
        Body body =
                () -> {
                    new CompletableFuture<String>().get(); // hangs
                };
        assertThat(Judged.broken(body))
                .contains("the body has not ended: it was last at " + where("hangs"));
    }

    private static final class Counter {
        private final AtomicInteger value = new AtomicInteger();

        void add() {
            int before = value.get(); // reads
            value.set(before + 1); // writes
        }
    }

    private static Consumer<Attempt> lostUpdate(int turnsBefore, int turnsAfter) {
        return attempt -> {
            Counter counter = new Counter();
            int[] turns = {0};
            attempt.undisturbed()
                    .allInterleavings()
                    .invariant("both are counted", () -> counter.value.get() == 2)
                    .run(
                            () -> {
                                for (int i = 0; i < turnsBefore; i++) {
                                    turns[0]++;
                                }
                                Thread left = Thread.ofVirtual().name("left").start(counter::add);
                                Thread right = Thread.ofVirtual().name("right").start(counter::add);
                                left.join();
                                right.join();
                                for (int i = 0; i < turnsAfter; i++) {
                                    turns[0]++;
                                }
                            });
        };
    }

    @Test
    void theDepartureFromTheExpectedScheduleIsMarked() {
        assertThat(Judged.broken(lostUpdate(0, 0)).lines())
                .filteredOn(l -> l.contains("continues"))
                .singleElement()
                .asString()
                .contains("int before = value.get();")
                .endsWith("<- here right continues");
    }

    @Test
    void aLongRunKeepsTheStepsAroundTheDepartureAndSaysThatItIsCut() {
        String text = Judged.broken(lostUpdate(200, 200));
        assertThat(text)
                .contains("how it went, shortened at ..., in lines of " + FILE)
                .contains("\n   ...\n")
                .contains("<- here right continues")
                .contains("value.set(before + 1); // writes");
    }

    @Test
    void aStoryNamesItsGapsAndDepartures() {
        Story.Run broken =
                storyOf(lostUpdate(200, 200)).runs().stream()
                        .filter(r -> !r.kept())
                        .findFirst()
                        .orElseThrow();
        assertThat(broken.departures()).hasSize(1);
        assertThat(broken.gaps()).isNotEmpty();
        assertThat(broken.steps()).hasSizeLessThanOrEqualTo(60);
        Story.Step departure = broken.steps().get(broken.departures().getFirst());
        assertThat(departure.thread()).isEqualTo("right");
        assertThat(FILE + ":" + departure.line()).isEqualTo(where("reads"));
    }

    private static Story storyOf(Consumer<Attempt> test) {
        try {
            return new Exploration("story", FailureTextTest.class, test::accept).explore().story();
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }

    @Test
    void aLineThatALoopHasReachedBeforeIsNotMarked() {
        Consumer<Attempt> test =
                attempt -> {
                    int[] done = {0};
                    attempt.invariant("all or nothing", () -> done[0] != 1)
                            .run(
                                    () -> {
                                        for (int i = 0; i < 2; i++) {
                                            Thread.sleep(1);
                                            done[0]++;
                                        }
                                    });
                };
        assertThat(Judged.broken(test))
                .contains("InterruptedException came here")
                .doesNotContain("never reached");
    }

    @Test
    void anActionOfTheTestIsCalledByItsName() {
        Consumer<Attempt> test =
                attempt -> {
                    boolean[] stopped = {false};
                    attempt.action("stop", () -> stopped[0] = true)
                            .invariant("not stopped", () -> !stopped[0])
                            .run(() -> Thread.sleep(1));
                };
        assertThat(Judged.broken(test)).contains("the test's stop() came here");
    }

    @Test
    void aWakeupWithoutAReasonIsCalledOne() {
        Consumer<Attempt> test =
                attempt -> {
                    ReentrantLock lock = new ReentrantLock();
                    Condition condition = lock.newCondition();
                    boolean[] isSet = {false};
                    boolean[] early = {false};
                    attempt.invariant("set", () -> !early[0])
                            .run(
                                    () -> {
                                        Thread.ofVirtual().start(() -> set(lock, condition, isSet));
                                        lock.lock();
                                        try {
                                            if (!isSet[0]) {
                                                condition.await();
                                            }
                                            early[0] = !isSet[0];
                                        } finally {
                                            lock.unlock();
                                        }
                                    });
                };
        assertThat(Judged.broken(test))
                .contains("Condition.await returns spuriously, as the specification allows");
    }

    private static void set(ReentrantLock lock, Condition condition, boolean[] isSet) {
        lock.lock();
        try {
            isSet[0] = true;
            condition.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void aFaultIsNamedWithTheCallThatFailed() {
        Consumer<Attempt> test =
                attempt -> {
                    Station station = () -> "sun";
                    attempt.undisturbed()
                            .withFaults(Station.class)
                            .run(
                                    () -> {
                                        try {
                                            station.ask();
                                        } catch (IOException e) {
                                            List.of().size();
                                        }
                                    });
                };
        assertThat(Judged.broken(test))
                .contains("a fault of FailureTextTest.Station.ask: IOException");
    }

    private interface Station {
        String ask() throws IOException;
    }

    @Test
    void aThreadThatIsNotTheBodysIsNoEndOfTheBody() {
        Body body =
                () -> {
                    Thread.ofVirtual().name("other").start(() -> exchange());
                    exchange();
                    exchange();
                };
        assertThat(Judged.broken(body))
                .contains("the body has not ended: it was last at ")
                .contains(FILE);
    }

    private static void exchange() {
        try {
            new Exchanger<String>().exchange("x");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
