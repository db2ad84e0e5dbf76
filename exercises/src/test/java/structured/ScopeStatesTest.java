package structured;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import predictions.Predictions;

import structured.ScopeStates.Answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/** Compares the table with a scope that timed out, or whose owner is interrupted. */
class ScopeStatesTest {
    private final Predictions<Answer> predictions =
            Predictions.read(
                    "What does the owner of the scope get?",
                    Answer.TODO,
                    () -> new ScopeStates()::table);
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @CancelEverywhere
    void anInterruptOfTheCallerIsKept(Attempt attempt) {
        attempt.onThread("body").run(() -> new ScopeStates().table());
    }

    private interface Call {
        Object run() throws InterruptedException;
    }

    /** Opens a scope with this limit, and says whether all went as planned. */
    private interface Question {
        boolean ask(Duration limit) throws InterruptedException;
    }

    /** Asks with a short limit, and doubles it until {@code done} was in time. */
    private static void ask(Question question) throws InterruptedException {
        Duration limit = Duration.ofMillis(20);
        while (!question.ask(limit)) {
            limit = limit.multipliedBy(2);
        }
    }

    private static Answer answer(Call call) throws InterruptedException {
        try {
            return call.run() instanceof Subtask.State state
                    ? Answer.valueOf(state.name())
                    : Answer.VALUE;
        } catch (IllegalStateException e) {
            return Answer.ILLEGAL_STATE;
        } catch (StructuredTaskScope.TimeoutException e) {
            return Answer.TIMEOUT;
        } catch (InterruptedException e) {
            return Answer.INTERRUPTED;
        }
    }

    private void measure(String row, Call call) throws InterruptedException {
        predictions.compare(row, answer(call));
    }

    private Thread remembered(Runnable task) {
        Thread thread = Thread.ofVirtual().unstarted(task);
        threads.add(thread);
        return thread;
    }

    /** A subtask that has ended when this returns; none of its scope's others has begun. */
    private Subtask<String> done(StructuredTaskScope<String, ?> scope) throws InterruptedException {
        Subtask<String> done = scope.fork(() -> "value");
        for (Thread thread : threads) {
            thread.join();
        }
        return done;
    }

    private static boolean inTime(Subtask<?> done) {
        return done.state() == Subtask.State.SUCCESS;
    }

    private String waits() throws InterruptedException {
        never.await();
        return "never";
    }

    private String stubborn() {
        try {
            never.await();
        } catch (InterruptedException e) {
            // ignores the interrupt
        }
        return "late";
    }

    private boolean measurePartlyDone(Duration limit) throws InterruptedException {
        threads.clear();
        Subtask<String> done;
        Subtask<String> waits;
        Subtask<String> stubborn;
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<String>awaitAll(),
                        config -> config.withThreadFactory(this::remembered).withTimeout(limit))) {
            done = done(scope);
            waits = scope.fork(this::waits);
            stubborn = scope.fork(this::stubborn);
            measure("join()", scope::join);
            measure("done.state(), inside the block", done::state);
            measure("done.get(), inside the block", done::get);
            measure("join() again", scope::join);
        }
        measure("done.get(), after the block", done::get);
        measure("waits.state(), after the block", waits::state);
        measure("stubborn.state(), after the block", stubborn::state);
        return inTime(done);
    }

    @Test
    void partlyDoneScopeRowsMatchTheJdk() throws InterruptedException {
        ask(this::measurePartlyDone);
        predictions.judge();
    }

    private boolean measureLateJoin(Duration limit) throws InterruptedException {
        threads.clear();
        Subtask<String> done;
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<String>awaitAll(),
                        config -> config.withThreadFactory(this::remembered).withTimeout(limit))) {
            done = done(scope);
            while (!scope.isCancelled()) { // until the time is over
                Thread.onSpinWait();
            }
            measure("all done, join() too late", scope::join);
        }
        measure("all done, get() after the block", done::get);
        return inTime(done);
    }

    @Test
    void lateJoinRowsMatchTheJdk() throws InterruptedException {
        ask(this::measureLateJoin);
        predictions.judge();
    }

    @Test
    void interruptedOwnerRowsMatchTheJdk() throws InterruptedException {
        Subtask<String> done;
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<String>awaitAll(),
                        config -> config.withThreadFactory(this::remembered))) {
            done = done(scope);
            scope.fork(this::waits);
            Thread.currentThread().interrupt();
            assertThat(answer(scope::join)).isEqualTo(Answer.INTERRUPTED);
            measure("interrupted, join() again", scope::join);
            measure("interrupted, done.get() inside the block", done::get);
        }
        measure("interrupted, done.get() after the block", done::get);
        predictions.judge();
    }
}
