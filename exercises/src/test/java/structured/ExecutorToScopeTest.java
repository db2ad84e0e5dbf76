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
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

class ExecutorToScopeTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";
    private static final int HOUR = 3_600;
    private static final Duration SOON = Duration.ofMinutes(5);

    private final ExecutorToScope answer = new ExecutorToScope();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    /** How a call of page() ended. */
    private record PageResult(
            List<String> page, Throwable failure, Instant begin, Instant end, int running) {
        Duration after() {
            return Duration.between(begin, end);
        }

        /** Whether the failure with this message was thrown, or is a cause of what was. */
        boolean isFailureOf(String message) {
            return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                    .anyMatch(each -> message.equals(each.getMessage()));
        }
    }

    /** Ends after {@code seconds}; interrupted, it tidies up for {@code tidiesUp}, and fails. */
    private Callable<String> task(String name, int seconds, boolean succeeds, int tidiesUp) {
        return () -> {
            begun.incrementAndGet();
            try {
                Thread.sleep(Duration.ofSeconds(seconds));
                if (succeeds) {
                    return name;
                }
                throw new IOException(name, new IOException("its cause"));
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

    private PageResult page(Callable<String> head, List<Callable<String>> parts) {
        Instant begin = Instant.now();
        List<String> page = List.of();
        Throwable failure = null;
        try {
            page = answer.page(head, parts);
        } catch (Exception | Error e) {
            failure = e;
        }
        return new PageResult(page, failure, begin, Instant.now(), begun.get() - ended.get());
    }

    private PageResult page(List<Callable<String>> all) {
        return page(all.getFirst(), all.subList(1, all.size()));
    }

    /** No two of them wake up at the same moment: the lab would try both schedules. */
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
    void thePageIsOrderedAndItsPartsRunConcurrently(Attempt attempt) {
        List<PageResult> left = new ArrayList<>();
        attempt.undisturbed()
                .run(() -> left.add(page(works("head", 2), List.of(works("a", 3), works("b", 1)))));
        assertThat(left.getFirst().page()).containsExactly("head", "a", "b");
        assertThat(left.getFirst().after())
                .as("time until page() returned")
                .isLessThan(Duration.ofSeconds(4));
    }

    private void hasItsPartsInOrder(int parts, Attempt attempt) {
        List<Callable<String>> all = new ArrayList<>();
        List<String> expected = new ArrayList<>(List.of("head"));
        for (int part = 0; part < parts; part++) {
            all.add(works("part " + part, 1 + parts - part));
            expected.add("part " + part);
        }
        List<PageResult> left = new ArrayList<>();
        attempt.undisturbed().run(() -> left.add(page(works("head", 1), all)));
        assertThat(left.getFirst().page()).as("the page of %d parts", parts).isEqualTo(expected);
        assertThat(left.getFirst().after())
                .as("time until page() returned")
                .isEqualTo(Duration.ofSeconds(1 + parts));
    }

    @CancelEverywhere
    void aPageWithoutPartsHasItsHead(Attempt attempt) {
        hasItsPartsInOrder(0, attempt);
    }

    @CancelEverywhere
    void aPageOfOnePartIsOrdered(Attempt attempt) {
        hasItsPartsInOrder(1, attempt);
    }

    @CancelEverywhere
    void aPageOfManyPartsIsOrdered(Attempt attempt) {
        hasItsPartsInOrder(300, attempt);
    }

    @CancelEverywhere
    void aSecondPageIsMadeAnew(Attempt attempt) {
        List<PageResult> left = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            left.add(page(fails("head", 1), List.of(works("a", 2))));
                            left.add(page(works("head", 1), List.of(works("a", 2))));
                        });
        assertThat(left.getFirst().failure()).as("failure of the first page").isNotNull();
        assertThat(left.getLast().page()).as("the second page").containsExactly("head", "a");
    }

    @CancelEverywhere
    void whateverATaskThrowsReachesTheCaller(Attempt attempt) {
        watched(attempt)
                .withFaults()
                .onThread("body")
                .mayAbsorb(ELSEWHERE)
                .mayLeaveThreads("judged by noSubtaskOutlivesAnInterruptedCaller")
                .run(() -> answer.page(works("head", 1), List.of(works("a", 3), works("b", 2))));
    }

    /** Each of the four throws {@code failure} after a second, one in each page. */
    private void interruptsAllOthers(Attempt attempt, Callable<String> failure) {
        List<PageResult> left = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (int failing = 0; failing < 4; failing++) {
                                List<Callable<String>> all = four();
                                all.set(
                                        failing,
                                        () -> {
                                            Thread.sleep(Duration.ofSeconds(1));
                                            return failure.call();
                                        });
                                left.add(page(all));
                            }
                        });
        for (int part = 0; part < 4; part++) {
            assertThat(left.get(part).failure()).as("failure of the page").isNotNull();
            assertThat(left.get(part).after())
                    .as("time until page() threw; task %d failed after a second", part)
                    .isLessThan(SOON);
        }
    }

    @CancelEverywhere
    void anErrorOfATaskInterruptsAllOthers(Attempt attempt) {
        interruptsAllOthers(
                attempt,
                () -> {
                    throw new AssertionError("cannot happen");
                });
    }

    @CancelEverywhere
    void aCancellationExceptionOfATaskInterruptsAllOthers(Attempt attempt) {
        interruptsAllOthers(
                attempt,
                () -> {
                    throw new CancellationException("its own");
                });
    }

    @CancelEverywhere
    void anInterruptedExceptionOfATaskInterruptsAllOthers(Attempt attempt) {
        interruptsAllOthers(
                attempt,
                () -> {
                    throw new InterruptedException("its own");
                });
    }

    @CancelEverywhere
    void aTaskThatIsInThePageTwiceIsMadeTwice(Attempt attempt) {
        AtomicInteger calls = new AtomicInteger();
        Callable<String> same = () -> "call " + calls.incrementAndGet();
        List<PageResult> left = new ArrayList<>();
        attempt.undisturbed().run(() -> left.add(page(same, List.of(same, same))));
        assertThat(left.getFirst().page())
                .as("the page of one task, three times")
                .containsExactlyInAnyOrder("call 1", "call 2", "call 3");
    }

    /** One of the four fails, each in turn. */
    private List<PageResult> oneFails(Attempt attempt) {
        List<PageResult> left = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .mayLeaveThreads("judged by allSubtasksHaveEndedWhenAFailureIsThrown")
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
    void aFailedPartInterruptsAllOthers(Attempt attempt) {
        List<PageResult> left = oneFails(attempt);
        for (int part = 1; part < 4; part++) {
            assertThat(left.get(part).failure()).as("part %d has failed", part).isNotNull();
            assertThat(left.get(part).after())
                    .as("time until page() threw; part %d failed after a second", part)
                    .isLessThan(SOON);
        }
    }

    @CancelEverywhere
    void aFailedHeadInterruptsAllParts(Attempt attempt) {
        PageResult left = oneFails(attempt).getFirst();
        assertThat(left.failure()).as("the head has failed").isNotNull();
        assertThat(left.after())
                .as("time until page() threw; the head failed after a second")
                .isLessThan(SOON);
    }

    @CancelEverywhere
    void allSubtasksHaveEndedWhenAFailureIsThrown(Attempt attempt) {
        for (PageResult left : oneFails(attempt)) {
            assertThat(left.running()).as("subtasks running when page() threw").isZero();
        }
    }

    @CancelEverywhere
    void theFirstFailureIsThrown(Attempt attempt) {
        List<PageResult> left = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .mayLeaveThreads("judged by allSubtasksHaveEndedWhenAFailureIsThrown")
                .run(
                        () -> {
                            for (int first = 0; first < 4; first++) {
                                List<Callable<String>> all = four();
                                all.set(first, fails("the first", 2));
                                all.set((first + 1) % 4, fails("the second", 3));
                                left.add(page(all));
                            }
                        });
        for (PageResult each : left) {
            assertThat(each.isFailureOf("the first")).as("the first failure is thrown").isTrue();
            assertThat(each.isFailureOf("the second")).as("the second one is").isFalse();
        }
    }

    private PageResult headFails(Attempt attempt, Callable<String> part) {
        List<PageResult> left = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(() -> left.add(page(fails("the first", 1), List.of(part))));
        assertThat(left.getFirst().isFailureOf("the first"))
                .as("the first failure is thrown")
                .isTrue();
        return left.getFirst();
    }

    @CancelEverywhere
    void anErrorOfACleanupDoesNotReplaceTheFirstFailure(Attempt attempt) {
        headFails(
                attempt,
                () -> {
                    try {
                        return works("a", HOUR).call();
                    } catch (InterruptedException e) {
                        throw new AssertionError("could not tidy up", e);
                    }
                });
    }

    @CancelEverywhere
    void aCleanupMayTakeDays(Attempt attempt) {
        int days = 5 * 24 * HOUR;
        PageResult left = headFails(attempt, tidiesUp("a", HOUR, days));
        assertThat(left.running()).as("tasks running when page() threw").isZero();
    }

    /** The head fails while the parts are started, or later. */
    @CancelEverywhere
    void aFailureAtOnceInterruptsThePartsThatAreBeingStarted(Attempt attempt) {
        List<PageResult> left = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .mayHold("a semaphore can count the tasks that have ended")
                .delayBound(1)
                .runBudget(300)
                .run(
                        () ->
                                left.add(
                                        page(
                                                fails("at once", 0),
                                                List.of(works("a", HOUR), works("b", HOUR)))));
        assertThat(left.getFirst().isFailureOf("at once")).as("the failure is thrown").isTrue();
        assertThat(left.getFirst().after())
                .as("time until page() threw; the head failed at once")
                .isLessThan(SOON);
    }

    /** Any subtask, interrupted at any point. */
    @CancelEverywhere
    void aSubtaskThatIsInterruptedAloneHasFailed(Attempt attempt) {
        List<PageResult> left = new ArrayList<>();
        Outcome<Void> outcome =
                watched(attempt)
                        .mayAbsorb(ELSEWHERE)
                        .mayLeaveThreads("judged by allSubtasksHaveEndedWhenAFailureIsThrown")
                        .run(
                                () ->
                                        left.add(
                                                page(
                                                        works("head", 1),
                                                        List.of(works("a", 3), works("b", 2)))));
        if (interrupted.get() > 0) {
            assertThat(left.getFirst().failure()).as("one of them has failed").isNotNull();
        } else if (!outcome.cancelled() || left.getFirst().failure() == null) {
            assertThat(left.getFirst().page()).containsExactly("head", "a", "b");
        }
    }

    @CancelEverywhere
    void noSubtaskOutlivesAnInterruptedCaller(Attempt attempt) {
        interruptedAnywhere(attempt)
                .mayAbsorb(ELSEWHERE)
                .inPairs()
                .invariant("every subtask that began has ended", () -> begun.get() == ended.get())
                .run(() -> page(four()));
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        interruptedAnywhere(attempt)
                .atLeastOnePoint()
                .inPairs()
                .mayLeaveThreads("judged by noSubtaskOutlivesAnInterruptedCaller")
                .run(() -> answer.page(works("head", 1), List.of(works("a", 3), works("b", 2))));
    }

    @CancelEverywhere
    void theCallerOfAPageWithoutPartsLearnsOfItsInterrupt(Attempt attempt) {
        interruptedAnywhere(attempt)
                .inPairs()
                .mayLeaveThreads("judged by noSubtaskOutlivesAnInterruptedCaller")
                .run(() -> answer.page(tidiesUp("head", 1, 90), List.of()));
    }

    @CancelEverywhere
    void anInterruptAfterAFailureIsNotLost(Attempt attempt) {
        List<Callable<String>> all = four();
        all.set(2, fails("b", 1));
        Outcome<Void> outcome =
                interruptedAnywhere(attempt)
                        .interrupts(4)
                        .invariant(
                                "every subtask that began has ended",
                                () -> begun.get() == ended.get())
                        .run(() -> answer.page(all.getFirst(), all.subList(1, 4)));
        assertThat(outcome.thrown()).as("thrown when a part has failed").isPresent();
    }

    @CancelEverywhere
    void allSubtasksAreInterruptedWhenTheCallerIs(Attempt attempt) {
        AtomicReference<Thread> caller = new AtomicReference<>();
        AtomicReference<Instant> interrupt = new AtomicReference<>();
        List<PageResult> left = new ArrayList<>();
        watched(attempt)
                .action(
                        "impatient",
                        () -> {
                            interrupt.set(Instant.now());
                            caller.get().interrupt();
                        })
                .mayLeaveThreads("judged by noSubtaskOutlivesAnInterruptedCaller")
                .mayAbsorb("the scene keeps what page() throws")
                .run(
                        () -> {
                            caller.set(Thread.currentThread());
                            left.add(page(four()));
                        });
        if (interrupt.get() != null && left.getFirst().failure() != null) {
            assertThat(Duration.between(interrupt.get(), left.getFirst().end()))
                    .as("time from the interrupt of the caller to the end of page()")
                    .isLessThan(SOON);
        }
    }
}
