package structured;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.GroupReport;
import cancelsafe.given.GroupTask;
import cancelsafe.given.Token;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class TaskGroupTest {
    private static final String ELSEWHERE = "judged by noTaskIsAliveWhenAwaitAllReturns";
    private static final GroupReport NONE = new GroupReport(List.of(), List.of(), List.of());

    private final Throwable causedByAnInterrupt =
            new IllegalStateException(new InterruptedException());
    private final TaskGroup group = new TaskGroup();
    private final List<String> spawned = new ArrayList<>();
    private final Set<String> tooLate = ConcurrentHashMap.newKeySet();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final AtomicInteger alive = new AtomicInteger();
    private volatile boolean cancelled;
    private volatile Instant cancelledAt = Instant.MAX;
    private GroupReport report = NONE;
    private Instant begunAt = Instant.MIN;
    private Instant returnedAt = Instant.MIN;
    private int aliveOnReturn;

    /** A task whose start and end the test records. */
    private GroupTask recorded(String name, GroupTask task) {
        return token -> {
            begun.add(name);
            alive.incrementAndGet();
            try {
                task.run(token);
                finished.add(name);
            } finally {
                alive.decrementAndGet();
            }
        };
    }

    private static GroupTask sleeps(int millis) {
        return _ -> Thread.sleep(millis);
    }

    /** Interrupted, it needs a moment to tidy up. */
    private static void sleepsAndTidiesUp(Token token) throws InterruptedException {
        try {
            Thread.sleep(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            swallowing(Duration.ofMillis(200));
            throw e;
        }
    }

    /** Sees no interrupt, because the calls in it swallow them. */
    private static void copies(Token token) {
        for (int file = 0; file < 5; file++) {
            token.throwIfCancelled();
            swallowing(Duration.ofSeconds(1));
        }
    }

    private static void swallowing(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            // as libraries do
        }
    }

    private static void fails(Token token) throws Exception {
        Thread.sleep(50);
        throw new IOException("the disk is full");
    }

    private static void breaks(Token token) throws Exception {
        Thread.sleep(60);
        throw new AssertionError("this cannot happen");
    }

    private void spawn(String name, GroupTask task) {
        spawned.add(name);
        if (cancelled) {
            tooLate.add(name);
        }
        group.spawn(name, recorded(name, task));
    }

    private void cancelAll() {
        group.cancelAll();
        cancelledAt = Instant.now();
        cancelled = true;
    }

    /** Tasks of each kind: quick, slow, deaf, failing, late. */
    private void spawnAndWait() throws InterruptedException {
        spawn("fast", sleeps(100));
        spawn("slow", TaskGroupTest::sleepsAndTidiesUp);
        spawn("copies", TaskGroupTest::copies);
        spawn("fails", TaskGroupTest::fails);
        spawn("breaks", TaskGroupTest::breaks);
        Thread.sleep(200);
        spawn("later", sleeps(100));
        await();
    }

    private void await() throws InterruptedException {
        report = group.awaitAll();
        returnedAt = Instant.now();
        aliveOnReturn = alive.get();
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("completed", () -> report.completed())
                .watch("cancelled", () -> report.cancelled())
                .watch("failed", () -> report.failed())
                .watch("really finished", () -> finished.stream().sorted().toList())
                .watch("tasks alive", alive::get);
    }

    private Attempt cancelledAnywhere(Attempt attempt) {
        return watched(attempt).action("cancelAll", this::cancelAll);
    }

    private boolean everyTaskIsInOneList() {
        return Stream.of(report.completed(), report.cancelled(), report.failed())
                .flatMap(List::stream)
                .sorted()
                .toList()
                .equals(spawned.stream().sorted().toList());
    }

    private boolean isReported(String name) {
        return report.completed().contains(name) || report.cancelled().contains(name);
    }

    private boolean returnsInTime() {
        return !cancelled || returnedAt.isBefore(cancelledAt.plusSeconds(2));
    }

    @CancelEverywhere
    void everyTaskIsInExactlyOneList(Attempt attempt) {
        cancelledAnywhere(attempt)
                .mayLeaveThreads(ELSEWHERE)
                .invariant("every task is in exactly one list", this::everyTaskIsInOneList)
                .run(this::spawnAndWait);
    }

    @CancelEverywhere
    void exactlyTheFinishedTasksAreCompleted(Attempt attempt) {
        cancelledAnywhere(attempt)
                .mayLeaveThreads(ELSEWHERE)
                .invariant(
                        "exactly the finished tasks are completed",
                        () -> Set.copyOf(report.completed()).equals(Set.copyOf(finished)))
                .run(this::spawnAndWait);
    }

    @CancelEverywhere
    void aFailedTaskDisturbsNoOther(Attempt attempt) {
        attempt.undisturbed().mayLeaveThreads(ELSEWHERE).run(this::spawnAndWait);
        assertThat(report.failed()).containsExactlyInAnyOrder("fails", "breaks");
        assertThat(report.completed()).containsExactlyInAnyOrder("fast", "slow", "copies", "later");
    }

    @CancelEverywhere
    void aTaskSpawnedAfterCancelAllNeverBegins(Attempt attempt) {
        cancelledAnywhere(attempt)
                .mayLeaveThreads(ELSEWHERE)
                .invariant(
                        "no task spawned after cancelAll begins",
                        () -> tooLate.stream().noneMatch(begun::contains))
                .run(this::spawnAndWait);
    }

    @CancelEverywhere
    void cancelAllReachesWaitingAndCheckingTasks(Attempt attempt) {
        cancelledAnywhere(attempt)
                .mayLeaveThreads(ELSEWHERE)
                .invariant("awaitAll returns within two seconds of cancelAll", this::returnsInTime)
                .run(this::spawnAndWait);
    }

    @CancelEverywhere
    void noTaskIsAliveWhenAwaitAllReturns(Attempt attempt) {
        cancelledAnywhere(attempt)
                .invariant("no task was alive on return", () -> aliveOnReturn == 0)
                .run(this::spawnAndWait);
    }

    @CancelEverywhere
    void awaitAllWaitsForTasksSpawnedByTasks(Attempt attempt) {
        cancelledAnywhere(attempt)
                .invariant("no task was alive on return", () -> aliveOnReturn == 0)
                .invariant("every task is in exactly one list", this::everyTaskIsInOneList)
                .run(
                        () -> {
                            spawn(
                                    "parent",
                                    _ -> {
                                        Thread.sleep(100);
                                        spawn("child", sleeps(500));
                                    });
                            await();
                        });
    }

    @CancelEverywhere
    void aTaskMayCancelItsOwnGroup(Attempt attempt) {
        attempt.undisturbed()
                .mayLeaveThreads(ELSEWHERE)
                .invariant("awaitAll returns within two seconds of cancelAll", this::returnsInTime)
                .run(
                        () -> {
                            spawn("slow", TaskGroupTest::sleepsAndTidiesUp);
                            spawn(
                                    "health",
                                    _ -> {
                                        swallowing(Duration.ofMillis(100));
                                        cancelAll();
                                    });
                            await();
                        });
        assertThat(report.completed()).containsExactly("health");
        assertThat(report.cancelled()).containsExactly("slow");
    }

    @CancelEverywhere
    void aTaskThatCancelsItsOwnGroupIsInterruptedToo(Attempt attempt) {
        attempt.undisturbed()
                .invariant("awaitAll returns within two seconds of cancelAll", this::returnsInTime)
                .run(
                        () -> {
                            spawn(
                                    "watch",
                                    _ -> {
                                        cancelAll();
                                        Thread.sleep(10_000);
                                    });
                            await();
                        });
        assertThat(report.cancelled()).containsExactly("watch");
    }

    /** Interrupted, it throws something else than the interrupt. */
    private static GroupTask failsWhenInterrupted(Throwable failure) {
        return _ -> {
            try {
                Thread.sleep(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (Exception) failure;
            }
        };
    }

    @CancelEverywhere
    void aTaskThatFailsAfterCancelAllHasFailed(Attempt attempt) {
        attempt.undisturbed()
                .mayLeaveThreads(ELSEWHERE)
                .run(
                        () -> {
                            spawn("slow", sleeps(10_000));
                            spawn("checked", failsWhenInterrupted(new IOException("disk full")));
                            spawn("unchecked", failsWhenInterrupted(new IllegalStateException()));
                            spawn("error", failsWhenInterrupted(new AssertionError("broken")));
                            spawn("with a cause", failsWhenInterrupted(causedByAnInterrupt));
                            Thread.sleep(100);
                            cancelAll();
                            await();
                        });
        assertThat(report.cancelled()).as("cancelled").containsExactly("slow");
        assertThat(report.failed())
                .as("failed")
                .containsExactlyInAnyOrder("checked", "unchecked", "error", "with a cause");
    }

    @CancelEverywhere
    void aTaskSpawnedWithTheStatusSetIsInTheReport(Attempt attempt) {
        attempt.undisturbed()
                .invariant("every task is in exactly one list", this::everyTaskIsInOneList)
                .run(
                        () -> {
                            spawn(
                                    "parent",
                                    _ -> {
                                        Thread.currentThread().interrupt();
                                        spawn("child", sleeps(100));
                                        Thread.interrupted();
                                        swallowing(Duration.ofSeconds(10));
                                        Thread.currentThread().interrupt();
                                        spawn("too late", sleeps(100));
                                    });
                            Thread.sleep(200);
                            cancelAll();
                            await();
                        });
        assertThat(report.completed()).as("completed").containsExactlyInAnyOrder("parent", "child");
        assertThat(report.cancelled()).as("cancelled").containsExactly("too late");
    }

    private static void keepsTheStatus(String call, Runnable body) {
        Thread.currentThread().interrupt();
        body.run();
        assertThat(Thread.interrupted())
                .as("interrupt status after %s, set before the call", call)
                .isTrue();
    }

    @CancelEverywhere
    void spawnAndCancelAllKeepTheInterruptStatusOfTheirCaller(Attempt attempt) {
        attempt.undisturbed()
                .run(
                        () -> {
                            keepsTheStatus("spawn()", () -> spawn("slow", sleeps(10_000)));
                            keepsTheStatus("cancelAll()", this::cancelAll);
                            keepsTheStatus(
                                    "spawn() after cancelAll()",
                                    () -> spawn("too late", sleeps(100)));
                            await();
                            keepsTheStatus("spawn() after the report", this::isAccepted);
                        });
    }

    @CancelEverywhere
    void cancelAllDoesNotReachTheTasksOfAnotherGroup(Attempt attempt) {
        TaskGroup another = new TaskGroup();
        List<GroupReport> reports = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            another.spawn("another", sleeps(1_000));
                            spawn("slow", sleeps(10_000));
                            Thread.sleep(100);
                            cancelAll();
                            await();
                            reports.add(another.awaitAll());
                        });
        assertThat(report.cancelled()).as("cancelled").containsExactly("slow");
        assertThat(reports.getFirst().completed())
                .as("completed tasks of the group that was not cancelled")
                .containsExactly("another");
    }

    @CancelEverywhere
    void aGroupWithoutTasksHasAnEmptyReport(Attempt attempt) {
        cancelledAnywhere(attempt)
                .invariant("the report is empty", () -> report.equals(NONE))
                .run(this::await);
    }

    @CancelEverywhere
    void manyTasksRunConcurrently(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .invariant("every task is in exactly one list", this::everyTaskIsInOneList)
                .run(
                        () -> {
                            begunAt = Instant.now();
                            for (int task = 0; task < 300; task++) {
                                Duration time = Duration.ofMinutes(10_000 - task);
                                spawn("task " + task, _ -> Thread.sleep(time));
                            }
                            await();
                        });
        assertThat(report.completed()).as("completed").hasSize(300);
        assertThat(Duration.between(begunAt, returnedAt))
                .as("time until awaitAll() returned")
                .isEqualTo(Duration.ofMinutes(10_000));
    }

    @CancelEverywhere
    void aSecondCancelAllChangesNothing(Attempt attempt) {
        cancelledAnywhere(attempt)
                .inPairs()
                .invariant("no task was alive on return", () -> aliveOnReturn == 0)
                .invariant("every task is in exactly one list", this::everyTaskIsInOneList)
                .run(
                        () -> {
                            spawn("slow", TaskGroupTest::sleepsAndTidiesUp);
                            spawn("fast", sleeps(100));
                            await();
                        });
    }

    @CancelEverywhere
    void aTaskSpawnedDuringCancelAllIsCancelled(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .allInterleavings()
                .invariant("every task is in exactly one list", this::everyTaskIsInOneList)
                .invariant("awaitAll returns within two seconds of cancelAll", this::returnsInTime)
                .invariant("an interrupted task has not failed", () -> report.failed().isEmpty())
                .run(
                        () -> {
                            Thread canceller = Thread.startVirtualThread(this::cancelAll);
                            spawn("slow", sleeps(10_000));
                            await();
                            canceller.join();
                        });
    }

    /** Sees no interrupt, and checks the token once an hour. */
    private static void checksHourly(Token token) {
        while (true) {
            token.throwIfCancelled();
            swallowing(Duration.ofHours(1));
        }
    }

    @CancelEverywhere
    void aTaskThatChecksTheTokenIsCancelledInEverySchedule(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .delayBound(1)
                .runBudget(200)
                .invariant("awaitAll returns within two seconds of cancelAll", this::returnsInTime)
                .run(
                        () -> {
                            spawn("checks", TaskGroupTest::checksHourly);
                            Thread canceller = Thread.startVirtualThread(this::cancelAll);
                            await();
                            canceller.join();
                        });
        assertThat(report.cancelled()).as("cancelled").containsExactly("checks");
    }

    private void isReportedOrRefused(Attempt attempt, Body begins) {
        boolean[] accepted = new boolean[1];
        watched(attempt)
                .undisturbed()
                .allInterleavings()
                .mayLeaveThreads(ELSEWHERE)
                .invariant(
                        "an accepted task is in the report",
                        () -> accepted[0] == isReported("other"))
                .run(
                        () -> {
                            begins.run();
                            Thread other =
                                    Thread.startVirtualThread(() -> accepted[0] = isAccepted());
                            await();
                            other.join();
                        });
    }

    private boolean isAccepted() {
        try {
            group.spawn("other", _ -> {});
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @CancelEverywhere
    void aTaskSpawnedDuringAwaitAllIsReportedOrRefused(Attempt attempt) {
        isReportedOrRefused(attempt, () -> spawn("one", _ -> {}));
    }

    @CancelEverywhere
    void aTaskSpawnedDuringAwaitAllAfterCancelAllIsReportedOrRefused(Attempt attempt) {
        isReportedOrRefused(attempt, this::cancelAll);
    }

    @CancelEverywhere
    void anInterruptedAwaitAllLeavesNoTaskAlive(Attempt attempt) {
        Outcome<Void> outcome =
                watched(attempt)
                        .onThread("body")
                        .inPairs()
                        .run(
                                () -> {
                                    spawn("slow", TaskGroupTest::sleepsAndTidiesUp);
                                    spawn("copies", TaskGroupTest::copies);
                                    await();
                                });
        if (!outcome.cancelled()) {
            assertThat(outcome.returned()).isTrue();
        }
    }

    /** No task ends by itself, so awaitAll must cancel them. */
    @CancelEverywhere
    void anInterruptedAwaitAllCancelsAllTasks(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .inPairs()
                .mayWaitForever("no task ends before it is cancelled")
                .run(
                        () -> {
                            spawn("waits", _ -> new CountDownLatch(1).await());
                            spawn("checks", TaskGroupTest::checksHourly);
                            await();
                        });
    }
}
