package select;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Feed;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class MergeNotRaceTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";

    private final Feed a = new Feed("a", Duration.ofMillis(3));
    private final Feed b = new Feed("b", Duration.ofMillis(5));
    private final List<String> out = new ArrayList<>();
    private final List<String> leftover = new ArrayList<>();
    private final MergeNotRace merger = new MergeNotRace();

    /** Only the caller is interrupted; the readers are interrupted by the answer. */
    private Attempt interruptedAnywhere(Attempt attempt) {
        return attempt.onThread("body")
                .watch("read", () -> Stream.of(a, b).flatMap(f -> f.read().stream()).toList())
                .watch("out", () -> List.copyOf(out))
                .watch("leftover", () -> List.copyOf(leftover));
    }

    private void merge(int count) throws InterruptedException {
        merger.merge(a, b, count, out::add, leftover::add);
    }

    private boolean isWhole(Feed feed) {
        List<String> all = new ArrayList<>(feed.mine(out));
        all.addAll(feed.mine(leftover));
        return all.equals(feed.read());
    }

    @CancelEverywhere
    void noOrderIsLost(Attempt attempt) {
        interruptedAnywhere(attempt)
                .undisturbed()
                .invariant("every order of a is out or left over", () -> isWhole(a))
                .invariant("every order of b is out or left over", () -> isWhole(b))
                .run(() -> merge(6));
        assertThat(out).as("out").hasSize(6);
    }

    @CancelEverywhere
    void noOrderIsLostOnAnInterrupt(Attempt attempt) {
        interruptedAnywhere(attempt)
                .mayAbsorb(ELSEWHERE)
                .mayLeaveThreads("judged by noReaderOutlivesMerge")
                .inPairs()
                .invariant("every order of a is out or left over", () -> isWhole(a))
                .invariant("every order of b is out or left over", () -> isWhole(b))
                .run(() -> merge(3));
    }

    @CancelEverywhere
    void noReaderOutlivesMerge(Attempt attempt) {
        interruptedAnywhere(attempt).mayAbsorb(ELSEWHERE).inPairs().run(() -> merge(3));
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        interruptedAnywhere(attempt)
                .atLeastOnePoint()
                .inPairs()
                .mayLeaveThreads("judged by noReaderOutlivesMerge")
                .run(() -> merge(3));
    }

    private void returnsInTime(Attempt attempt, Feed first, Feed second) {
        List<Duration> took = new ArrayList<>();
        attempt.undisturbed()
                .mayLeaveThreads("judged by noReaderOutlivesMerge")
                .run(
                        () -> {
                            Instant begin = Instant.now();
                            merger.merge(first, second, 3, out::add, leftover::add);
                            took.add(Duration.between(begin, Instant.now()));
                        });
        assertThat(out).as("out").hasSize(3);
        assertThat(took.getFirst())
                .as("time until merge() returned")
                .isLessThan(Duration.ofHours(1));
    }

    @CancelEverywhere
    void aSilentFirstFeedDoesNotBlockTheSecond(Attempt attempt) {
        returnsInTime(attempt, new Feed("silent", Duration.ofDays(1)), b);
    }

    @CancelEverywhere
    void aSilentSecondFeedDoesNotBlockTheFirst(Attempt attempt) {
        returnsInTime(attempt, a, new Feed("silent", Duration.ofDays(1)));
    }
}
