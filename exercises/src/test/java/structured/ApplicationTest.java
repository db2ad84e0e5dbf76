package structured;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.AppWorker;
import cancelsafe.given.CallbackToken;
import cancelsafe.given.Registration;
import cancelsafe.given.ShutdownReport;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class ApplicationTest {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration PATIENT = Duration.ofHours(1);
    private static final String ELSEWHERE = "judged by noWorkerIsAliveWhenRunReturns";
    private static final String IN_TURN = "no worker was cancelled before its dependents had ended";
    private static final ShutdownReport NONE = new ShutdownReport(List.of(), List.of(), List.of());

    private final List<String> names = new ArrayList<>();
    private final Set<String> alive = ConcurrentHashMap.newKeySet();
    private final Set<String> returned = ConcurrentHashMap.newKeySet();
    private final Set<String> gaveUp = ConcurrentHashMap.newKeySet();
    private final Set<String> interrupted = ConcurrentHashMap.newKeySet();
    private final Set<String> cancelledTooEarly = ConcurrentHashMap.newKeySet();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Map<String, CallbackToken> tokens = new ConcurrentHashMap<>();
    private final List<Instant> stops = new ArrayList<>();
    private final Http http = new Http();
    private volatile boolean databaseOpen = true;
    private Application application = new Application(GRACE);
    private ShutdownReport report = NONE;
    private Instant returnedAt = Instant.MIN;
    private int aliveOnReturn;

    // The service.

    private void database(CallbackToken token) throws InterruptedException {
        try {
            awaitCancellation(token, Duration.ofSeconds(1));
            Thread.sleep(500);
        } finally {
            databaseOpen = false;
        }
    }

    private void metrics(CallbackToken token) throws InterruptedException {
        awaitCancellation(token, Duration.ofSeconds(10));
        Thread.sleep(200);
    }

    /** Has nothing to finish. After two seconds it requests the stop. */
    private void health(CallbackToken token) throws InterruptedException {
        if (!isCancelledWithin(token, Duration.ofSeconds(2))) {
            stop();
        }
        awaitCancellation(token, Duration.ofDays(1));
        throw new CancellationException("the health check is cancelled");
    }

    /** Answers requests; each of them needs the database at its end. */
    private final class Http implements AppWorker {
        private static final String LAST = "the last";

        private final BlockingQueue<String> inbox = new LinkedBlockingQueue<>();
        private boolean closed;

        synchronized boolean accepts(String request) {
            return !closed && inbox.add(request);
        }

        private synchronized void close() {
            if (!closed) {
                closed = true;
                inbox.add(LAST);
            }
        }

        @Override
        public void run(CallbackToken token) throws InterruptedException {
            try (Registration _ = token.onCancel(this::close)) {
                for (String next = inbox.take(); !next.equals(LAST); next = inbox.take()) {
                    handle(next);
                }
            } finally {
                close();
                refused.addAll(inbox);
            }
        }

        private void handle(String request) throws InterruptedException {
            try {
                Thread.sleep(400);
            } catch (InterruptedException e) {
                refused.add(request);
                throw e;
            }
            if (databaseOpen) {
                answered.add(request);
            }
        }
    }

    private static void journal(CallbackToken token) throws InterruptedException {
        awaitCancellation(token, Duration.ofDays(1));
        Thread.sleep(100);
    }

    /** Cancelled, it still has a job that never ends. */
    private static void hangs(CallbackToken token) throws InterruptedException {
        awaitCancellation(token, Duration.ofDays(1));
        Thread.sleep(Duration.ofDays(1));
    }

    /** Takes its time, interrupted or not. */
    private static void takes(Duration time) {
        new CompletableFuture<>()
                .completeOnTimeout(true, time.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    private AppWorker stopsAndFinishesItsWork(Duration time) {
        return token -> {
            stop();
            awaitCancellation(token, Duration.ofDays(1));
            Thread.sleep(time);
        };
    }

    private static void tidiesUp(CallbackToken token) throws InterruptedException {
        try {
            hangs(token);
        } finally {
            takes(Duration.ofSeconds(1));
        }
    }

    private static void awaitCancellation(CallbackToken token, Duration tick)
            throws InterruptedException {
        boolean cancelled = false;
        while (!cancelled) {
            cancelled = isCancelledWithin(token, tick);
        }
    }

    private static boolean isCancelledWithin(CallbackToken token, Duration time)
            throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Registration _ = token.onCancel(cancelled::countDown)) {
            return cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void customer() {
        try {
            for (int request = 1; request <= 5; request++) {
                Thread.sleep(300);
                String name = "request " + request;
                if (http.accepts(name)) {
                    accepted.add(name);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // What the test records about its workers.

    private void add(String name, AppWorker worker) {
        names.add(name);
        application.add(name, token -> noted(name, worker, token));
    }

    private void noted(String name, AppWorker worker, CallbackToken token)
            throws InterruptedException {
        alive.add(name);
        tokens.put(name, token);
        try (Registration _ = token.onCancel(() -> recordCancellation(name))) {
            worker.run(token);
            returned.add(name);
        } catch (InterruptedException e) {
            interrupted.add(name);
            throw e;
        } catch (CancellationException e) {
            gaveUp.add(name);
            throw e;
        } finally {
            recordEarlierCancellations(name);
            alive.remove(name);
        }
    }

    /** A worker that still runs must not find a token of an earlier one cancelled. */
    private void recordEarlierCancellations(String name) {
        for (String earlier : names.subList(0, names.indexOf(name))) {
            CallbackToken token = tokens.get(earlier);
            if (token != null && token.isCancelled()) {
                cancelledTooEarly.add(earlier);
            }
        }
    }

    private void recordCancellation(String name) {
        List<String> dependents = names.subList(names.indexOf(name) + 1, names.size());
        if (dependents.stream().anyMatch(alive::contains)) {
            cancelledTooEarly.add(name);
        }
    }

    private void stop() {
        synchronized (stops) {
            stops.add(Instant.now());
        }
        application.stop();
    }

    private void run() throws InterruptedException {
        report = application.run();
        returnedAt = Instant.now();
        aliveOnReturn = alive.size();
    }

    private void serve() throws InterruptedException {
        add("database", this::database);
        add("metrics", this::metrics);
        add("http", http);
        add("health", this::health);
        Thread customer = Thread.startVirtualThread(this::customer);
        run();
        customer.join();
    }

    /** One of three workers has a job that never ends. */
    private void hang(Duration grace) throws InterruptedException {
        application = new Application(grace);
        add("journal", ApplicationTest::journal);
        add("batch", ApplicationTest::hangs);
        add("health", this::health);
        run();
    }

    private void hangsWithoutJournal() throws InterruptedException {
        application = new Application(PATIENT);
        add("batch", ApplicationTest::hangs);
        add("health", this::health);
        run();
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("alive", () -> names.stream().filter(alive::contains).toList())
                .watch("accepted", accepted::size)
                .watch("answered", answered::size)
                .watch("refused", refused::size)
                .watch("database open", () -> databaseOpen);
    }

    private Attempt stoppedAnywhere(Attempt attempt) {
        return watched(attempt).action("stop", this::stop);
    }

    /** The scene has no requests and no database. */
    private Attempt hangStoppedAnywhere(Attempt attempt) {
        return attempt.watch("alive", () -> names.stream().filter(alive::contains).toList())
                .action("stop", this::stop);
    }

    private boolean isDropped(String request) {
        return !answered.contains(request) && !refused.contains(request);
    }

    private boolean reportIsTrue() {
        return Set.copyOf(report.completed()).equals(returned)
                && Set.copyOf(report.cancelled()).equals(gaveUp)
                && Set.copyOf(report.forced()).equals(interrupted)
                && returned.size() + gaveUp.size() + interrupted.size() == names.size();
    }

    private boolean isCancelledInTurn() {
        return stops.size() > 1 || cancelledTooEarly.isEmpty();
    }

    private boolean returnedAtOnce() {
        return stops.size() < 2 || !returnedAt.isAfter(stops.get(1));
    }

    @CancelEverywhere
    void aWorkerMayRequestTheStop(Attempt attempt) {
        watched(attempt).undisturbed().mayLeaveThreads(ELSEWHERE).run(this::serve);
        assertThat(stops).as("stops requested by health").hasSize(1);
        assertThat(report.forced()).as("forced, though there was time").isEmpty();
    }

    @CancelEverywhere
    void everyAcceptedRequestIsAnsweredOrRefused(Attempt attempt) {
        stoppedAnywhere(attempt)
                .mayLeaveThreads(ELSEWHERE)
                .invariant(
                        "no accepted request was dropped",
                        () -> accepted.stream().noneMatch(this::isDropped))
                .run(this::serve);
    }

    @CancelEverywhere
    void dependentsStopFirst(Attempt attempt) {
        stoppedAnywhere(attempt)
                .mayLeaveThreads(ELSEWHERE)
                .invariant(IN_TURN, this::isCancelledInTurn)
                .run(this::serve);
    }

    @CancelEverywhere
    void theReportSaysHowEachWorkerEnded(Attempt attempt) {
        stoppedAnywhere(attempt)
                .mayLeaveThreads(ELSEWHERE)
                .invariant("the report says how each worker ended", this::reportIsTrue)
                .run(this::serve);
    }

    @CancelEverywhere
    void noWorkerIsAliveWhenRunReturns(Attempt attempt) {
        stoppedAnywhere(attempt)
                .invariant("no worker was alive on return", () -> aliveOnReturn == 0)
                .run(this::serve);
    }

    @CancelEverywhere
    void theGracePeriodIsSharedByAllWorkers(Attempt attempt) {
        hangStoppedAnywhere(attempt)
                .invariant(
                        "run() returns when the grace period is over",
                        () -> !returnedAt.isAfter(stops.getFirst().plus(GRACE)))
                .invariant("no worker was alive on return", () -> aliveOnReturn == 0)
                .invariant("the report says how each worker ended", this::reportIsTrue)
                .invariant(IN_TURN, this::isCancelledInTurn)
                .run(() -> hang(GRACE));
    }

    @CancelEverywhere
    void theGracePeriodBeginsAtTheStop(Attempt attempt) {
        application = new Application(Duration.ofSeconds(1));
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            add("journal", ApplicationTest::journal);
                            add("health", this::health);
                            run();
                        });
        assertThat(report.forced())
                .as("forced; the stop came after two seconds, with a grace period of one")
                .isEmpty();
        assertThat(report.completed()).as("completed").containsExactly("journal");
    }

    @CancelEverywhere
    void aServiceWithoutWorkersStops(Attempt attempt) {
        stoppedAnywhere(attempt)
                .invariant("the report is empty", () -> report.equals(NONE))
                .run(this::run);
    }

    @CancelEverywhere
    void twoStopsAtTheSameTimeForceTheShutdown(Attempt attempt) {
        application = new Application(PATIENT);
        watched(attempt)
                .undisturbed()
                .allInterleavings()
                .invariant("run() returns at once after the second stop", this::returnedAtOnce)
                .invariant("no worker was alive on return", () -> aliveOnReturn == 0)
                .run(
                        () -> {
                            add("batch", ApplicationTest::hangs);
                            Thread first = Thread.startVirtualThread(this::stop);
                            Thread second = Thread.startVirtualThread(this::stop);
                            run();
                            first.join();
                            second.join();
                        });
    }

    @CancelEverywhere
    void aSecondStopForcesTheShutdown(Attempt attempt) {
        hangStoppedAnywhere(attempt)
                .inPairs()
                .invariant("run() returns at once after the second stop", this::returnedAtOnce)
                .invariant("no worker was alive on return", () -> aliveOnReturn == 0)
                .run(() -> hangsWithoutJournal());
    }

    @CancelEverywhere
    void aSecondStopDoesNotHideAnInterrupt(Attempt attempt) {
        hangStoppedAnywhere(attempt)
                .andInterrupt()
                .onThread("body") // nobody interrupts a thread that an answer has started
                .invariant("no worker is alive", alive::isEmpty)
                .run(this::hangsWithoutJournal);
    }

    @CancelEverywhere
    void anInterruptedRunLeavesNoWorkerAlive(Attempt attempt) {
        Outcome<Void> outcome =
                watched(attempt)
                        .onThread("body")
                        .inPairs()
                        .invariant("no worker is alive", alive::isEmpty)
                        .invariant(IN_TURN, this::isCancelledInTurn)
                        .run(() -> hang(GRACE));
        if (!outcome.cancelled()) {
            assertThat(outcome.returned()).isTrue();
        }
    }

    /** The token of a worker that has ended may be cancelled, too, but only in its turn. */
    @CancelEverywhere
    void noTokenIsCancelledWhileALaterWorkerTidiesUp(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .invariant(IN_TURN, this::isCancelledInTurn)
                .run(
                        () -> {
                            add("journal", ApplicationTest::journal);
                            add("batch", ApplicationTest::tidiesUp);
                            stop();
                            run();
                        });
    }

    private void endsWithItsGrace(Attempt attempt, Duration grace, AppWorker last) {
        application = new Application(grace);
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            add("batch", ApplicationTest::hangs);
                            add("last", last);
                            run();
                        });
        assertThat(Duration.between(stops.getFirst(), returnedAt))
                .as("time from the stop to the end of run(); the grace period is %s", grace)
                .isLessThanOrEqualTo(grace.plusMillis(1));
        assertThat(report.forced()).as("forced").contains("batch");
    }

    @CancelEverywhere
    void aGracePeriodBelowAMillisecondEnds(Attempt attempt) {
        endsWithItsGrace(
                attempt,
                Duration.ofNanos(400_000),
                stopsAndFinishesItsWork(Duration.ofNanos(100_000)));
    }

    @CancelEverywhere
    void aGracePeriodEndsIfLessThanAMillisecondIsLeft(Attempt attempt) {
        endsWithItsGrace(attempt, GRACE, stopsAndFinishesItsWork(GRACE.minusNanos(400_000)));
    }

    private void stopsWithASlowCallback(CallbackToken token) throws InterruptedException {
        try (Registration _ = token.onCancel(() -> takes(Duration.ofSeconds(2)))) {
            stop();
            awaitCancellation(token, Duration.ofDays(1));
        }
    }

    @CancelEverywhere
    void aGracePeriodIncludesTheTimeOfACallback(Attempt attempt) {
        endsWithItsGrace(attempt, GRACE, this::stopsWithASlowCallback);
    }

    private void isNotForced(Attempt attempt, Body body) {
        attempt.undisturbed().run(body);
        assertThat(report.forced()).as("forced, though there was time").isEmpty();
        assertThat(report.completed()).as("completed").contains("journal");
    }

    @CancelEverywhere
    void aStopBeforeTheStartIsNotLost(Attempt attempt) {
        isNotForced(
                attempt,
                () -> {
                    add("journal", ApplicationTest::journal);
                    stop();
                    run();
                });
    }

    @CancelEverywhere
    void aStopByAnInterruptedThreadIsNotLost(Attempt attempt) {
        isNotForced(
                attempt,
                () -> {
                    add("journal", ApplicationTest::journal);
                    add("health", _ -> stopsWithItsStatusSet());
                    run();
                });
    }

    private void stopsWithItsStatusSet() {
        Thread.currentThread().interrupt();
        stop();
    }

    @CancelEverywhere
    void aWorkerThatEndedBeforeTheStopDoesNotDelayTheOthers(Attempt attempt) {
        isNotForced(
                attempt,
                () -> {
                    add("journal", ApplicationTest::journal);
                    add("early", _ -> {});
                    add("health", this::health);
                    add("early, too", _ -> {});
                    run();
                });
    }

    @CancelEverywhere
    void stopDoesNotWaitForACallback(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .invariant("run() returns at once after the second stop", this::returnedAtOnce)
                .run(
                        () -> {
                            add("batch", this::stopsAndStopsAgainWhenItIsCancelled);
                            run();
                        });
        assertThat(stops).as("calls of stop() that have ended").hasSize(2);
    }

    private void stopsAndStopsAgainWhenItIsCancelled(CallbackToken token)
            throws InterruptedException {
        Runnable stops =
                () -> CompletableFuture.runAsync(this::stop, Thread::startVirtualThread).join();
        try (Registration _ = token.onCancel(stops)) {
            stop();
            hangs(token);
        }
    }

    @CancelEverywhere
    void twoWorkersEndingTogetherAreBothInTheReport(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .allInterleavings()
                .invariant("both are in the report", () -> report.completed().size() == 2)
                .run(
                        () -> {
                            application.add("left", token -> {});
                            application.add("right", token -> {});
                            application.stop();
                            run();
                        });
    }
}
