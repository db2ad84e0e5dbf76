package select;

import static cancelsafe.given.ShutdownPolicy.ABORT;
import static cancelsafe.given.ShutdownPolicy.DRAIN;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.JobHandler;
import cancelsafe.given.ShutdownPolicy;
import cancelsafe.given.Token;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

class ShutdownFirstTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";
    private static final String INTERRUPTED_BY_THE_TEST = "the test interrupts the server itself";
    private static final int JOBS = 12;
    private static final int FEW = 4;
    private static final int AT_A_TIME = 3;

    private final ShutdownFirst server = new ShutdownFirst();
    private final Token shutdown = new Token();
    private final BlockingQueue<String> inbox = new LinkedBlockingQueue<>();
    private final List<String> handled = new ArrayList<>();
    private final List<String> givenBack = new ArrayList<>();
    private volatile @Nullable Thread serving;
    private int jobs;
    private int begun;
    private int begunAfterShutdown;
    private int mostInHand;

    /** The last job requests the shutdown, if it was not requested before. */
    private void handle(String job) throws InterruptedException {
        begun++;
        mostInHand = Math.max(mostInHand, jobs - inbox.size() - handled.size());
        if (shutdown.stateForTest()) {
            begunAfterShutdown++;
        }
        Thread.sleep(Duration.ofMillis(5));
        handled.add(job);
        if (handled.size() == jobs) {
            shutdown.cancel();
        }
    }

    /** A shutdown is requested while this job is in the handler. */
    private void stopsInTheFirstJob(String job) throws InterruptedException {
        if (handled.isEmpty()) {
            shutdown.cancel();
        }
        handle(job);
    }

    private void serve(ShutdownPolicy policy) throws InterruptedException {
        serve(policy, JOBS, this::handle);
    }

    private void serve(ShutdownPolicy policy, int count, JobHandler handler)
            throws InterruptedException {
        jobs = count;
        for (int job = 1; job <= count; job++) {
            inbox.add("job " + job);
        }
        serving = Thread.currentThread();
        server.serve(inbox, shutdown, policy, handler, givenBack::add);
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("handled", handled::size)
                .watch("given back", givenBack::size)
                .watch("in the inbox", inbox::size)
                .watch("begun after the shutdown", () -> begunAfterShutdown);
    }

    private Attempt shutDownAnywhere(Attempt attempt) {
        return watched(attempt).action("shutdown", shutdown::cancel);
    }

    private Attempt interruptedAnywhere(Attempt attempt) {
        return watched(attempt).onThread("body").mayAbsorb(ELSEWHERE);
    }

    private Attempt losesNoJob(Attempt attempt) {
        return attempt.invariant(
                "every job is in exactly one place", this::everyJobIsInExactlyOnePlace);
    }

    private boolean everyJobIsInExactlyOnePlace() {
        List<String> all = new ArrayList<>(handled);
        all.addAll(givenBack);
        all.addAll(inbox);
        return all.size() == jobs && all.stream().distinct().count() == jobs;
    }

    @CancelEverywhere
    void aDrainingServerFinishesTheJobsItHasTaken(Attempt attempt) {
        losesNoJob(shutDownAnywhere(attempt))
                .invariant("no job is given back", givenBack::isEmpty)
                .run(() -> serve(DRAIN));
    }

    @CancelEverywhere
    void aDrainingServerFinishesAJobThatItTakesAfterItsLastCheck(Attempt attempt) {
        losesNoJob(watched(attempt).token(shutdown))
                .invariant("no job is given back", givenBack::isEmpty)
                .run(() -> serve(DRAIN, FEW, this::handle));
    }

    @CancelEverywhere
    void aDrainingServerTakesNoNewJob(Attempt attempt) {
        shutDownAnywhere(attempt)
                .invariant(
                        "at most three jobs begin after the shutdown",
                        () -> begunAfterShutdown <= AT_A_TIME)
                .run(() -> serve(DRAIN));
    }

    @CancelEverywhere
    void anAbortingServerBeginsNoNewJob(Attempt attempt) {
        shutDownAnywhere(attempt)
                .invariant(
                        "at most one job begins after the shutdown", () -> begunAfterShutdown <= 1)
                .run(() -> serve(ABORT));
    }

    @CancelEverywhere
    void anAbortingServerLosesNoJob(Attempt attempt) {
        losesNoJob(shutDownAnywhere(attempt))
                .invariant("every job that began is done", () -> handled.size() == begun)
                .run(() -> serve(ABORT));
    }

    @CancelEverywhere
    void anInterruptedServerLosesNoJob(Attempt attempt) {
        losesNoJob(interruptedAnywhere(attempt)).run(() -> serve(DRAIN));
    }

    @CancelEverywhere
    void anInterruptedServerUnderAbortLosesNoJob(Attempt attempt) {
        losesNoJob(interruptedAnywhere(attempt)).run(() -> serve(ABORT));
    }

    @CancelEverywhere
    void anInterruptOfADrainLosesNoJob(Attempt attempt) {
        losesNoJob(watched(attempt))
                .onThread("body")
                .run(() -> serve(DRAIN, FEW, this::stopsInTheFirstJob));
    }

    @CancelEverywhere
    void anInterruptAfterAnAbortLosesNoJob(Attempt attempt) {
        losesNoJob(watched(attempt))
                .onThread("body")
                .run(() -> serve(ABORT, FEW, this::stopsInTheFirstJob));
    }

    @CancelEverywhere
    void aShutdownWithAnInterruptLosesNoJob(Attempt attempt) {
        losesNoJob(watched(attempt))
                .action("shutdown and interrupt", this::stopAndInterrupt)
                .mayInterruptItself(INTERRUPTED_BY_THE_TEST)
                .run(() -> serve(ABORT));
    }

    private void stopAndInterrupt() {
        shutdown.cancel();
        Thread server = serving;
        if (server != null) {
            server.interrupt();
        }
    }

    @CancelEverywhere
    void aHandlerThatThrowsLosesNoJob(Attempt attempt) {
        losesNoJob(watched(attempt))
                .onThread("body")
                .withFaults(JobHandler.class)
                .run(() -> serve(DRAIN, FEW, this::handle));
    }

    @CancelEverywhere
    void aHandlerThatThrowsUnderAbortLosesNoJob(Attempt attempt) {
        losesNoJob(watched(attempt))
                .undisturbed()
                .withFaults(JobHandler.class)
                .run(() -> serve(ABORT, FEW, this::handle));
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        watched(attempt).onThread("body").atLeastOnePoint().run(() -> serve(DRAIN));
    }

    /** Handles a job although it is interrupted, and passes the interrupt on. */
    private void keepsTheInterrupt(String job) throws InterruptedException {
        try {
            handle(job);
        } catch (InterruptedException e) {
            handled.add(job);
            Thread.currentThread().interrupt();
        }
        if (handled.size() == jobs) {
            shutdown.cancel();
        }
    }

    @CancelEverywhere
    void anInterruptThatTheHandlerPassesOnIsNotLost(Attempt attempt) {
        losesNoJob(watched(attempt))
                .onThread("body")
                .run(() -> serve(DRAIN, FEW, this::keepsTheInterrupt));
    }

    @CancelEverywhere
    void aSecondCallHandlesNoJobOfTheFirst(Attempt attempt) {
        List<String> second = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            serve(ABORT, AT_A_TIME, this::stopsInTheFirstJob);
                            inbox.clear();
                            inbox.add("another");
                            Token last = new Token();
                            server.serve(
                                    inbox,
                                    last,
                                    ABORT,
                                    job -> {
                                        second.add(job);
                                        last.cancel();
                                    },
                                    givenBack::add);
                        });
        assertThat(second).as("handled by the second call").containsExactly("another");
        assertThat(givenBack).as("given back by both calls").doesNotHaveDuplicates();
    }

    @CancelEverywhere
    void theServerHandlesEveryJobUntilItIsStopped(Attempt attempt) {
        List<Integer> counts = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            for (int count = 1; count <= 7; count++) {
                                for (ShutdownPolicy policy : ShutdownPolicy.values()) {
                                    counts.add(handledOf(count, policy));
                                }
                            }
                        });
        assertThat(counts)
                .as("handled of 1 to 7 jobs under each policy")
                .containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7);
        assertThat(givenBack).as("given back").isEmpty();
    }

    /** One object serves again and again, each time with a token of its own. */
    private int handledOf(int count, ShutdownPolicy policy) throws InterruptedException {
        Token last = new Token();
        List<String> done = new ArrayList<>();
        for (int job = 1; job <= count; job++) {
            inbox.add("equal jobs");
        }
        server.serve(
                inbox,
                last,
                policy,
                job -> {
                    done.add(job);
                    if (done.size() == count) {
                        last.cancel();
                    }
                },
                givenBack::add);
        return done.size();
    }

    @CancelEverywhere
    void theServerTakesAtMostThreeJobsAtATime(Attempt attempt) {
        shutDownAnywhere(attempt)
                .invariant("at most three jobs are in hand", () -> mostInHand <= AT_A_TIME)
                .invariant("at most three jobs are given back", () -> givenBack.size() <= AT_A_TIME)
                .run(() -> serve(ABORT));
    }

    /** The server waits when several jobs arrive in one step. */
    @CancelEverywhere
    void aServerThatHasWaitedTakesAtMostThreeJobs(Attempt attempt) {
        jobs = FEW;
        losesNoJob(watched(attempt))
                .undisturbed()
                .invariant("at most three jobs are in hand", () -> mostInHand <= AT_A_TIME)
                .run(
                        () -> {
                            Thread customer = Thread.startVirtualThread(this::comesWithFewJobs);
                            server.serve(inbox, shutdown, DRAIN, this::handle, givenBack::add);
                            customer.join();
                        });
        assertThat(handled).as("handled").hasSize(FEW);
    }

    private void comesWithFewJobs() {
        LockSupport.parkNanos(Duration.ofMillis(25).toNanos());
        inbox.addAll(IntStream.rangeClosed(1, FEW).mapToObj(job -> "job " + job).toList());
    }

    @CancelEverywhere
    void noneOfSeveralEqualJobsIsLost(Attempt attempt) {
        jobs = FEW;
        interruptedAnywhere(attempt)
                .invariant(
                        "each of four equal jobs is in exactly one place",
                        () -> handled.size() + givenBack.size() + inbox.size() == jobs)
                .run(
                        () -> {
                            inbox.addAll(Collections.nCopies(FEW, "equal jobs"));
                            server.serve(inbox, shutdown, DRAIN, this::handle, givenBack::add);
                        });
    }

    @CancelEverywhere
    void aServerThatIsStoppedBeforeItBeginsHandlesNoJob(Attempt attempt) {
        losesNoJob(watched(attempt))
                .undisturbed()
                .run(
                        () -> {
                            shutdown.cancel();
                            serve(DRAIN);
                        });
        assertThat(handled).as("handled").isEmpty();
    }

    @CancelEverywhere
    void aServerWithoutWorkStopsAndLosesNoLaterJob(Attempt attempt) {
        jobs = 1;
        losesNoJob(shutDownAnywhere(attempt))
                .invariant("no job is given back", givenBack::isEmpty)
                .run(() -> servesALateJob(Duration.ofMillis(25)));
    }

    @CancelEverywhere
    void anInterruptOfAServerThatIsShutDownTooIsNotLost(Attempt attempt) {
        jobs = 1;
        shutDownAnywhere(attempt)
                .onThread("body")
                .andInterrupt()
                .mayLeaveThreads("the customer comes later")
                .run(
                        () -> {
                            Thread.startVirtualThread(() -> comesLater(Duration.ofMillis(25)));
                            server.serve(inbox, shutdown, ABORT, this::handle, givenBack::add);
                        });
    }

    /** The lab lets the wait of the server end at any step of the customer. */
    @CancelEverywhere
    void aJobThatMeetsTheShutdownIsNotLost(Attempt attempt) {
        jobs = 1;
        losesNoJob(watched(attempt))
                .undisturbed()
                .allInterleavingsAndTimers()
                .delayBound(1)
                .runBudget(300)
                .run(
                        () -> {
                            Thread customer = Thread.startVirtualThread(this::comesAfterAShutdown);
                            server.serve(inbox, shutdown, DRAIN, this::handle, givenBack::add);
                            customer.join();
                        });
    }

    private void comesAfterAShutdown() {
        LockSupport.parkNanos(Duration.ofMillis(25).toNanos());
        shutdown.cancel();
        inbox.add("late");
    }

    private void servesALateJob(Duration time) throws InterruptedException {
        Thread customer = Thread.startVirtualThread(() -> comesLater(time));
        server.serve(inbox, shutdown, DRAIN, this::handle, givenBack::add);
        customer.join();
    }

    @CancelEverywhere
    void theServerWaitsForLaterJobs(Attempt attempt) {
        attempt.undisturbed().run(() -> servesALateJob(Duration.ofSeconds(10)));
        assertThat(handled).as("handled").containsExactly("late");
    }

    private void comesLater(Duration time) {
        try {
            Thread.sleep(time);
            inbox.add("late");
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            shutdown.cancel();
        }
    }
}
