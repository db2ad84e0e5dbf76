package select;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.AllFailed;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

class FirstOfTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";
    private static final int[][] PERMUTATIONS = {
        {1, 2, 3}, {1, 3, 2}, {2, 1, 3}, {2, 3, 1}, {3, 1, 2}, {3, 2, 1}
    };

    private final FirstOf firstOf = new FirstOf();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();

    /** Succeeds or fails after so many seconds; interrupted, it needs a moment to tidy up. */
    private Callable<String> task(String name, int seconds, boolean succeeds) {
        return () -> {
            begun.incrementAndGet();
            try {
                Thread.sleep(Duration.ofSeconds(seconds));
                if (succeeds) {
                    return name;
                }
                throw new IOException(name);
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                tidyUp();
                throw e;
            } finally {
                ended.incrementAndGet();
            }
        };
    }

    private static void tidyUp() {
        try {
            Thread.sleep(Duration.ofMillis(200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Callable<String>> succeeding(int... seconds) {
        return List.of(
                task("a", seconds[0], true),
                task("b", seconds[1], true),
                task("c", seconds[2], true));
    }

    /** Only the caller is interrupted; the tasks are interrupted by the answer. */
    private Attempt interruptedAnywhere(Attempt attempt) {
        return attempt.onThread("body")
                .watch("begun", begun::get)
                .watch("ended", ended::get)
                .watch("interrupted", interrupted::get);
    }

    @CancelEverywhere
    void theFirstSuccessIsReturned(Attempt attempt) {
        List<String> answers = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            for (int[] seconds : PERMUTATIONS) {
                                answers.add(firstOf.first(succeeding(seconds)));
                            }
                        });
        assertThat(answers).containsExactly("a", "a", "b", "c", "b", "c");
    }

    @CancelEverywhere
    void theLosersAreInterruptedAndAwaited(Attempt attempt) {
        List<Duration> took = new ArrayList<>();
        interruptedAnywhere(attempt)
                .undisturbed()
                .invariant("every task that began has ended", () -> begun.get() == ended.get())
                .run(
                        () -> {
                            Instant begin = Instant.now();
                            firstOf.first(succeeding(1, 60, 3_600));
                            took.add(Duration.between(begin, Instant.now()));
                        });
        assertThat(interrupted.get()).as("losers that were interrupted").isEqualTo(2);
        assertThat(took.getFirst())
                .as("time until first() ended")
                .isLessThan(Duration.ofSeconds(2));
    }

    @CancelEverywhere
    void aFailureDoesNotEndTheRace(Attempt attempt) {
        Outcome<String> outcome =
                attempt.undisturbed()
                        .call(
                                () ->
                                        firstOf.first(
                                                List.of(
                                                        task("a", 1, false),
                                                        task("b", 3, true),
                                                        task("c", 2, false))));
        assertThat(outcome.value()).isEqualTo("b");
    }

    @CancelEverywhere
    void everyFailureIsReportedIfAllTasksFail(Attempt attempt) {
        Outcome<String> outcome =
                attempt.undisturbed()
                        .call(
                                () ->
                                        firstOf.first(
                                                List.of(
                                                        task("a", 3, false),
                                                        task("b", 1, false),
                                                        task("c", 2, false))));
        assertThat(outcome.thrown()).get().isInstanceOf(AllFailed.class);
        AllFailed all = (AllFailed) outcome.thrown().orElseThrow();
        assertThat(all.failures()).extracting(Throwable::getMessage).containsExactly("a", "b", "c");
    }

    @CancelEverywhere
    void noTaskOutlivesAnInterruptedCaller(Attempt attempt) {
        Outcome<Void> outcome =
                interruptedAnywhere(attempt)
                        .mayAbsorb(ELSEWHERE)
                        .inPairs()
                        .invariant(
                                "every task that began has ended", () -> begun.get() == ended.get())
                        .run(() -> firstOf.first(succeeding(2, 1, 3)));
        if (!outcome.cancelled()) {
            assertThat(outcome.returned()).isTrue();
        }
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        interruptedAnywhere(attempt)
                .atLeastOnePoint()
                .inPairs()
                .mayLeaveThreads("judged by noTaskOutlivesAnInterruptedCaller")
                .run(() -> firstOf.first(succeeding(2, 1, 3)));
    }

    @CancelEverywhere
    void theTasksAreInterruptedWhenTheCallerIs(Attempt attempt) {
        List<Duration> took = new ArrayList<>();
        Outcome<Void> outcome =
                interruptedAnywhere(attempt)
                        .mayAbsorb(ELSEWHERE)
                        .mayLeaveThreads("judged by noTaskOutlivesAnInterruptedCaller")
                        .run(
                                () -> {
                                    Instant begin = Instant.now();
                                    try {
                                        firstOf.first(succeeding(3_600, 3_600, 3_600));
                                    } finally {
                                        took.add(Duration.between(begin, Instant.now()));
                                    }
                                });
        if (outcome.thrown().isPresent()) {
            assertThat(took.getFirst())
                    .as("time until first() ended")
                    .isLessThan(Duration.ofMinutes(1));
        }
    }
}
