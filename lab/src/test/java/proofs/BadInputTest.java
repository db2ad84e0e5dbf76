package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What tests and bodies may throw at the lab: each gets a verdict, or a sentence that helps. */
@Timeout(300)
class BadInputTest {
    private interface Station {
        int ask() throws IOException;
    }

    private static final class Final implements Station {
        @Override
        public int ask() {
            return 1;
        }
    }

    private record Recorded(int reading) implements Station {
        @Override
        public int ask() {
            return reading;
        }
    }

    private enum Constant implements Station {
        ONE;

        @Override
        public int ask() {
            return 1;
        }
    }

    private static int faults(Story story) {
        return story.tried().stream()
                .filter(t -> t.what().equals("injected faults"))
                .mapToInt(Story.Tried::runs)
                .sum();
    }

    /** It is the call that fails, and not the object: nothing need be subclassed. */
    @Test
    void aCollaboratorOfAnyKindFails() {
        List<Station> stations =
                List.of(new Final(), new Recorded(1), Constant.ONE, () -> 1, BadInputTest::one);
        for (Station station : stations) {
            Story story = Judged.holds(a -> a.withFaults(Station.class).call(() -> station.ask()));
            assertThat(faults(story)).isEqualTo(3 + 1 + 1);
        }
    }

    private static int one() {
        return 1;
    }

    @Test
    void aCollaboratorThatIsNullFailsAsItWouldWithoutTheLab() {
        Station[] none = {null};
        assertThat(Judged.broken(a -> a.withFaults(Station.class).call(() -> none[0].ask())))
                .startsWith("broken without any cancellation")
                .contains("the body returns when nothing disturbs it, but it threw")
                .contains("java.lang.NullPointerException")
                .contains("BadInputTest.java:");
    }

    @Test
    void aCollaboratorOfTheJdkFailsIfItIsAnInterface() {
        Supplier<String> supplier = "x"::toString;
        Story story = Judged.holds(a -> a.withFaults(Supplier.class).call(() -> supplier.get()));
        assertThat(faults(story)).isEqualTo(2 + 1 + 1);
    }

    /** Nothing is silently left out: the story says that no such call was made. */
    @Test
    void aClassOfTheJdkWhoseCallsTheLabDoesNotSeeIsSaidToBeOne() {
        List<String> list = new ArrayList<>(List.of("x"));
        Story story = Judged.holds(a -> a.withFaults(ArrayList.class).call(() -> list.get(0)));
        assertThat(story.runs().getFirst().promises())
                .anyMatch(p -> p.kind() == PromiseKind.NO_CALL);
    }

    @Test
    void theLabsOwnWatchDoesNotMeetTheFaults() {
        Story story =
                Judged.holds(
                        a -> {
                            Station station = new Recorded(1);
                            a.watch("reading", () -> asked(station))
                                    .invariant("one", () -> asked(station).equals("1"))
                                    .withFaults(Station.class)
                                    .call(() -> station.ask());
                        });
        assertThat(faults(story)).isEqualTo(3 + 1 + 1);
        assertThat(story.runs()).allSatisfy(r -> assertThat(r.values().end()).containsOnly("1"));
    }

    private static String asked(Station station) {
        try {
            return String.valueOf(station.ask());
        } catch (IOException e) {
            return "failed";
        }
    }

    /** Of a watched value that throws, the name of the exception is the value. */
    @Test
    void aWatchThatThrowsIsTold() {
        Story story =
                Judged.holds(
                        a -> a.watch("wrong", BadInputTest::thrown).run(() -> Thread.sleep(1)));
        assertThat(story.runs().getFirst().values().end()).containsExactly("IllegalStateException");
    }

    private static @Nullable Object thrown() {
        throw new IllegalStateException("watched");
    }

    @Test
    void aBodyThatCatchesEverythingForEverIsBroken() {
        assertThat(
                        Judged.broken(
                                () -> {
                                    while (true) {
                                        try {
                                            Thread.sleep(1);
                                        } catch (Throwable t) {
                                            Thread.interrupted();
                                        }
                                    }
                                }))
                .contains("broken: the body ends when nothing disturbs it")
                .contains("BadInputTest.java:");
    }

    @Test
    void aBodyThatTriesAgainWhateverFailsIsBroken() {
        assertThat(
                        Judged.broken(
                                a -> {
                                    Station station = new Recorded(1);
                                    a.withFaults(Station.class).run(() -> untilItWorks(station));
                                }))
                .contains("broken: a failure reaches the caller");
    }

    private static void untilItWorks(Station station) {
        while (true) {
            try {
                station.ask();
                return;
            } catch (Throwable t) {
                // once more
            }
        }
    }

    @Test
    void aBodyThatCatchesWhatEndsItIsBroken() {
        assertThat(
                        Judged.broken(
                                () -> {
                                    Semaphore never = new Semaphore(0);
                                    while (true) {
                                        try {
                                            never.acquire();
                                        } catch (Throwable t) {
                                            // stays
                                        }
                                    }
                                }))
                .contains("broken: the body ends when");
    }

    /** All that is asked for is tried, and the story says how much that was. */
    @Test
    void aTestThatAsksForEverythingIsToldWhatWasTried() {
        Story story = Judged.holds(a -> everything(a, 100_000));
        assertThat(story.tried())
                .extracting(Story.Tried::what)
                .contains(
                        "injected faults",
                        "schedules",
                        "pairs of disturbances in other schedules",
                        "injected faults in other schedules");
        assertThat(story.tried()).allSatisfy(t -> assertThat(t.runs()).isPositive());
        assertThat(said(story))
                .anyMatch(s -> s.startsWith("every schedule"))
                .anyMatch(s -> s.startsWith("pairs of disturbances in schedules"))
                .anyMatch(s -> s.startsWith("faults in schedules"))
                .noneMatch(s -> s.startsWith("in all"));
    }

    /**
     * Where the budget does not suffice, the test says what it allowed, and what all would cost.
     */
    @Test
    void aTestThatAsksForMoreThanItsBudgetIsToldTheCost() {
        List<String> said = said(Judged.holds(a -> everything(a.delayBound(0), 10)));
        assertThat(said)
                .anyMatch(s -> s.matches("every schedule .*: 10 of 10 runs.*"))
                .anyMatch(s -> s.matches("1 of \\d+ pairs of disturbances in schedules .* runs"))
                .last()
                .asString()
                .matches("in all: [0-9,]+ of about [0-9,]+ runs");
    }

    private static List<String> said(Story story) {
        return story.runs().getFirst().promises().stream()
                .filter(p -> p.kind() == PromiseKind.SEARCHED)
                .map(Promise::text)
                .toList();
    }

    private static void everything(Attempt attempt, int budget) {
        AtomicInteger sum = new AtomicInteger();
        Station station = new Recorded(1);
        attempt.watch("sum", sum::get)
                .inPairs()
                .withFaults(Station.class)
                .allInterleavingsAndTimers()
                .runBudget(budget)
                .mayHideFailures("a failure is counted")
                .mayLeaveThreads("they end by themselves")
                .run(
                        () -> {
                            Thread thread =
                                    Thread.ofVirtual().start(() -> sum.addAndGet(read(station)));
                            try {
                                Thread.sleep(1);
                            } finally {
                                thread.join();
                            }
                        });
    }

    private static int read(Station station) {
        try {
            return station.ask();
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** A test never tries less than it says. */
    @Test
    void whatIsUndisturbedIsNotCancelledToo() {
        List<UnaryOperator<Attempt>> cancelling =
                List.of(
                        Attempt::inPairs,
                        a -> a.interrupts(3),
                        Attempt::again,
                        Attempt::crashes,
                        a -> a.action("stop", () -> {}).andInterrupt(),
                        Attempt::noPointAfter);
        for (UnaryOperator<Attempt> more : cancelling) {
            assertThat(Judged.misused(a -> more.apply(a.undisturbed()).run(() -> {})))
                    .startsWith("undisturbed() cancels nothing");
        }
    }
}
