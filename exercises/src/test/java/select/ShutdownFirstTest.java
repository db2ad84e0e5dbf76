package select;

import static cancelsafe.given.ShutdownPolicy.ABORT;
import static cancelsafe.given.ShutdownPolicy.DRAIN;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.ShutdownPolicy;
import cancelsafe.given.Token;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

class ShutdownFirstTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";
    private static final int JOBS = 12;
    private static final int AT_A_TIME = 3;

    private final Token shutdown = new Token();
    private final BlockingQueue<String> inbox = new LinkedBlockingQueue<>();
    private final List<String> handled = new ArrayList<>();
    private final List<String> givenBack = new ArrayList<>();
    private int begunAfterShutdown;

    /** The last job requests the shutdown, if it was not requested before. */
    private void handle(String job) throws InterruptedException {
        if (shutdown.stateForTest()) {
            begunAfterShutdown++;
        }
        Thread.sleep(Duration.ofMillis(5));
        handled.add(job);
        if (handled.size() == JOBS) {
            shutdown.cancel();
        }
    }

    private void serve(ShutdownPolicy policy) throws InterruptedException {
        for (int job = 1; job <= JOBS; job++) {
            inbox.add("job " + job);
        }
        new ShutdownFirst().serve(inbox, shutdown, policy, this::handle, givenBack::add);
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

    private boolean everyJobIsInExactlyOnePlace() {
        List<String> all = new ArrayList<>(handled);
        all.addAll(givenBack);
        all.addAll(inbox);
        return all.size() == JOBS && all.stream().distinct().count() == JOBS;
    }

    @CancelEverywhere
    void aDrainingServerFinishesTheJobsItHasTaken(Attempt attempt) {
        shutDownAnywhere(attempt)
                .invariant("no job is given back", givenBack::isEmpty)
                .invariant("every job is in exactly one place", this::everyJobIsInExactlyOnePlace)
                .run(() -> serve(DRAIN));
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
        shutDownAnywhere(attempt)
                .invariant("every job is in exactly one place", this::everyJobIsInExactlyOnePlace)
                .run(() -> serve(ABORT));
    }

    @CancelEverywhere
    void anInterruptedServerLosesNoJob(Attempt attempt) {
        interruptedAnywhere(attempt)
                .invariant("every job is in exactly one place", this::everyJobIsInExactlyOnePlace)
                .run(() -> serve(DRAIN));
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        watched(attempt).onThread("body").atLeastOnePoint().run(() -> serve(DRAIN));
    }

    @CancelEverywhere
    void theServerWaitsForLaterJobs(Attempt attempt) {
        attempt.undisturbed()
                .run(
                        () -> {
                            Thread customer = Thread.startVirtualThread(this::comesLater);
                            new ShutdownFirst()
                                    .serve(inbox, shutdown, DRAIN, this::handle, givenBack::add);
                            customer.join();
                        });
        assertThat(handled).containsExactly("late");
    }

    private void comesLater() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
            inbox.add("late");
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            shutdown.cancel();
        }
    }
}
