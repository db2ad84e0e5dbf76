package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pairs of disturbances, and faults, in other schedules than the expected one. */
@Timeout(120)
class DisturbedSchedulesTest {
    private static final Pattern SCHEDULE = Pattern.compile("replay\\(\"([0-9: ]+)\"\\)");

    /** A second stop forces the end; of two stops at once one may be lost. */
    private static final class Stops {
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicBoolean forced = new AtomicBoolean();
        private final AtomicInteger requested = new AtomicInteger();

        void stop(boolean right) {
            if (right ? !stopped.compareAndSet(false, true) : stopped.get()) {
                forced.set(true);
            } else {
                stopped.set(true);
            }
            requested.incrementAndGet();
        }
    }

    private static Attempt stopsTwice(Attempt attempt, boolean right) {
        Stops stops = new Stops();
        return ran(
                attempt.action("stop", () -> stops.stop(right))
                        .inPairs()
                        .invariant(
                                "a second stop forces the end",
                                () -> stops.requested.get() < 2 || stops.forced.get()));
    }

    private static Attempt ran(Attempt attempt) {
        attempt.run(
                () -> {
                    Thread.sleep(1);
                    Thread.sleep(1);
                });
        return attempt;
    }

    @Test
    void ofTwoStopsAtOnceOneIsLostInAnotherScheduleOnly() {
        Judged.holds((Attempt a) -> stopsTwice(a, false));
        assertThat(Judged.broken(a -> stopsTwice(a.allInterleavings(), false)))
                .contains("broken: a second stop forces the end");
        Story story = Judged.holds((Attempt a) -> stopsTwice(a.allInterleavings(), true));
        assertThat(story.tried())
                .extracting(Story.Tried::what)
                .contains("pairs of disturbances in other schedules");
        assertThat(said(story))
                .anyMatch(
                        s ->
                                s.matches(
                                        "pairs of disturbances in schedules with at most one"
                                                + " delay: [0-9,]+ of [0-9,]+ runs"));
    }

    private static List<String> said(Story story) {
        return story.runs().getFirst().promises().stream().map(Promise::text).toList();
    }

    @Test
    void aBudgetThatDoesNotSufficeForThePairsIsSaid() {
        List<String> said =
                said(Judged.holds((Attempt a) -> stopsTwice(a.delayBound(0).runBudget(12), true)));
        assertThat(said)
                .anyMatch(
                        s ->
                                s.matches(
                                        "1 of \\d+ pairs of disturbances in schedules with at"
                                                + " most one delay: [0-9]+ of about [0-9,]+ runs"));
        assertThat(said.getLast()).matches("in all: [0-9,]+ of about [0-9,]+ runs");
    }

    @Test
    void theScheduleOfAPairCanBeReplayed() {
        String failure = Judged.broken(a -> stopsTwice(a.allInterleavings(), false));
        Matcher schedule = SCHEDULE.matcher(failure);
        assertThat(schedule.find()).as(failure).isTrue();
        assertThat(Judged.broken(a -> stopsTwice(a.replay(schedule.group(1)), false)))
                .contains("broken: a second stop forces the end");
    }

    /** When the given call fails, it ends its worker, or one that has not begun yet alone. */
    private static void endsItsWorker(Attempt attempt, boolean right) {
        Runnable given = () -> {};
        AtomicBoolean begun = new AtomicBoolean();
        attempt.withFaults(Runnable.class)
                .onThread("body")
                .run(
                        () -> {
                            Thread worker = Thread.startVirtualThread(() -> beginsAndWaits(begun));
                            boolean returned = false;
                            try {
                                given.run();
                                returned = true;
                            } finally {
                                if (returned || right || !begun.get()) {
                                    end(worker);
                                }
                            }
                        });
    }

    private static void beginsAndWaits(AtomicBoolean begun) {
        begun.set(true);
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Thread worker) {
        boolean interrupted = false;
        worker.interrupt();
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFaultAfterAnotherThreadWentFirstIsFoundInSchedulesOnly() {
        Judged.holds((Attempt a) -> endsItsWorker(a, false));
        assertThat(Judged.broken(a -> endsItsWorker(a.allInterleavings(), false)))
                .contains("broken: no thread is left running");
        Story story = Judged.holds((Attempt a) -> endsItsWorker(a.allInterleavings(), true));
        assertThat(story.tried())
                .extracting(Story.Tried::what)
                .contains("injected faults in other schedules");
    }

    @Test
    void withoutSchedulesNeitherIsTried() {
        Story story = Judged.holds((Attempt a) -> endsItsWorker(a, true));
        assertThat(story.tried())
                .extracting(Story.Tried::what)
                .doesNotContain(
                        "injected faults in other schedules",
                        "pairs of disturbances in other schedules");
    }

    @Test
    void aReplayThatDoesNotFailDoesNotPass() {
        assertThatThrownBy(() -> Cancel.everywhere(a -> stopsTwice(a.replay("0:0"), true)))
                .hasMessageContaining("more than the one schedule that the test names");
    }
}
