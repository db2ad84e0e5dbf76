package structured;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.atomic.AtomicReference;

class ExecutorToScopeTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";
    private static final int HOUR = 3_600;
    private static final Duration SOON = Duration.ofMinutes(5);

    private final ExecutorToScope answer = new ExecutorToScope();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    /** What was seen when a page was left. */
    private record Left(
            List<String> page, Throwable failure, Instant begin, Instant end, int running) {
        Duration after() {
            return Duration.between(begin, end);
        }

        /** The failure that everything began with. */
        String said() {
            Throwable first = failure;
            while (first.getCause() != null) {
                first = first.getCause();
            }
            return first.getMessage();
        }
    }

    /** Ends after so many seconds; interrupted, it tidies up for so many, and fails in that. */
    private Callable<String> task(String name, int seconds, boolean succeeds, int tidiesUp) {
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
                if (tidiesUp > 0) {
                    tidyUp(Duration.ofSeconds(tidiesUp));
                    throw new IOException(name + " could not tidy up");
                }
                throw e;
            } finally {
                ended.incrementAndGet();
            }
        };
    }

    private static void tidyUp(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Callable<String> works(String name, int seconds) {
        return task(name, seconds, true, 0);
    }

    private Callable<String> fails(String name, int seconds) {
        return task(name, seconds, false, 0);
    }

    private Callable<String> tidiesUp(String name, int seconds, int tidiesUp) {
        return task(name, seconds, true, tidiesUp);
    }

    private Left page(Callable<String> head, List<Callable<String>> parts) {
        Instant begin = Instant.now();
        List<String> page = List.of();
        Throwable failure = null;
        try {
            page = answer.page(head, parts);
        } catch (Exception e) {
            failure = e;
        }
        return new Left(page, failure, begin, Instant.now(), begun.get() - ended.get());
    }

    private Left page(List<Callable<String>> all) {
        return page(all.getFirst(), all.subList(1, all.size()));
    }

    /** No two of them ever wake up at the same moment: the lab would try both orders. */
    private List<Callable<String>> four() {
        return new ArrayList<>(
                List.of(
                        works("head", HOUR),
                        tidiesUp("a", HOUR + 1, 90),
                        works("b", HOUR + 2),
                        tidiesUp("c", HOUR + 3, 100)));
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("begun", begun::get)
                .watch("interrupted", interrupted::get)
                .watch("ended", ended::get);
    }

    private Attempt interruptedAnywhere(Attempt attempt) {
        return watched(attempt).onThread("body");
    }

    @CancelEverywhere
    void thePageIsInItsOrderAndMadeAtOnce(Attempt attempt) {
        List<Left> left = new ArrayList<>();
        attempt.undisturbed()
                .run(() -> left.add(page(works("head", 2), List.of(works("a", 3), works("b", 1)))));
        assertThat(left.getFirst().page()).containsExactly("head", "a", "b");
        assertThat(left.getFirst().after())
                .as("until it was made")
                .isLessThan(Duration.ofSeconds(4));
    }

    /** One of the four fails, each in its turn. */
    private List<Left> oneFails(Attempt attempt) {
        List<Left> left = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .mayLeaveThreads("judged by whenAFailureLeavesAllHaveEnded")
                .run(
                        () -> {
                            for (int failing = 0; failing < 4; failing++) {
                                List<Callable<String>> all = four();
                                all.set(failing, fails("failure of " + failing, 1));
                                left.add(page(all));
                            }
                        });
        return left;
    }

    @CancelEverywhere
    void ifThePartsFailAllOthersAreInterrupted(Attempt attempt) {
        List<Left> left = oneFails(attempt);
        for (int part = 1; part < 4; part++) {
            assertThat(left.get(part).failure()).as("part %d has failed", part).isNotNull();
            assertThat(left.get(part).after())
                    .as("part %d has failed after a second, and that was told after", part)
                    .isLessThan(SOON);
        }
    }

    @CancelEverywhere
    void ifTheHeadFailsAllPartsAreInterrupted(Attempt attempt) {
        Left left = oneFails(attempt).getFirst();
        assertThat(left.failure()).as("the head has failed").isNotNull();
        assertThat(left.after())
                .as("the head has failed after a second, and that was told after")
                .isLessThan(SOON);
    }

    @CancelEverywhere
    void whenAFailureLeavesAllHaveEnded(Attempt attempt) {
        for (Left left : oneFails(attempt)) {
            assertThat(left.running()).as("running when it was left").isZero();
        }
    }

    @CancelEverywhere
    void theFirstFailureLeaves(Attempt attempt) {
        List<Left> left = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .mayLeaveThreads("judged by whenAFailureLeavesAllHaveEnded")
                .run(
                        () -> {
                            for (int first = 0; first < 4; first++) {
                                List<Callable<String>> all = four();
                                all.set(first, fails("the first", 2));
                                all.set((first + 1) % 4, fails("the second", 3));
                                left.add(page(all));
                            }
                        });
        for (Left each : left) {
            assertThat(each.failure()).isNotNull();
            assertThat(each.said()).as("what the failure goes back to").isEqualTo("the first");
        }
    }

    /** Any of them, at any point: whoever is interrupted alone has failed. */
    @CancelEverywhere
    void whoeverIsInterruptedAloneHasFailed(Attempt attempt) {
        List<Left> left = new ArrayList<>();
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .mayLeaveThreads("judged by whenAFailureLeavesAllHaveEnded")
                .run(() -> left.add(page(works("head", 1), List.of(works("a", 3), works("b", 2)))));
        if (interrupted.get() > 0) {
            assertThat(left.getFirst().failure()).as("one of them has failed").isNotNull();
        } else {
            assertThat(left.getFirst().page()).containsExactly("head", "a", "b");
        }
    }

    @CancelEverywhere
    void whereverTheCallerIsInterruptedNobodyIsLeft(Attempt attempt) {
        interruptedAnywhere(attempt)
                .mayAbsorb(ELSEWHERE)
                .inPairs()
                .invariant("what was begun has ended", () -> begun.get() == ended.get())
                .run(() -> page(four()));
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        interruptedAnywhere(attempt)
                .atLeastOnePoint()
                .inPairs()
                .mayLeaveThreads("judged by whereverTheCallerIsInterruptedNobodyIsLeft")
                .run(() -> answer.page(works("head", 1), List.of(works("a", 3), works("b", 2))));
    }

    @CancelEverywhere
    void anInterruptAfterAFailureIsNotLostEither(Attempt attempt) {
        List<Callable<String>> all = four();
        all.set(2, fails("b", 1));
        Outcome<Void> outcome =
                interruptedAnywhere(attempt)
                        .mayLeaveThreads("judged by whereverTheCallerIsInterruptedNobodyIsLeft")
                        .run(() -> answer.page(all.getFirst(), all.subList(1, 4)));
        assertThat(outcome.thrown()).as("what leaves when a part has failed").isPresent();
    }

    @CancelEverywhere
    void whenTheCallerIsInterruptedAllAreToo(Attempt attempt) {
        AtomicReference<Thread> caller = new AtomicReference<>();
        AtomicReference<Instant> interrupt = new AtomicReference<>();
        List<Left> left = new ArrayList<>();
        watched(attempt)
                .action(
                        "impatient",
                        () -> {
                            interrupt.set(Instant.now());
                            caller.get().interrupt();
                        })
                .mayLeaveThreads("judged by whereverTheCallerIsInterruptedNobodyIsLeft")
                .run(
                        () -> {
                            caller.set(Thread.currentThread());
                            left.add(page(four()));
                        });
        if (interrupt.get() != null && left.getFirst().failure() != null) {
            assertThat(Duration.between(interrupt.get(), left.getFirst().end()))
                    .as("from the interrupt of the caller until it was back")
                    .isLessThan(SOON);
        }
    }
}
