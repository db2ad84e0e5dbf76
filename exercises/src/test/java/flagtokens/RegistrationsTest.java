package flagtokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cancelsafe.given.Registration;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

class RegistrationsTest {
    private final Registrations token = new Registrations();
    private final AtomicInteger ran = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger broken = new AtomicInteger();

    private Attempt allInterleavings(Attempt attempt) {
        return attempt.undisturbed()
                .allInterleavings()
                .watch("callback ran", ran::get)
                .watch("cancelled", token::isCancelled);
    }

    @Test
    void eachCallbackRunsOnceEvenIfTheTokenIsCancelledTwice() {
        token.onCancel(ran::incrementAndGet);
        token.onCancel(ran::incrementAndGet);
        assertThat(token.isCancelled()).as("cancelled").isFalse();
        assertThat(ran).as("ran before").hasValue(0);
        token.cancel();
        assertThat(token.isCancelled()).as("cancelled").isTrue();
        assertThat(ran).as("ran when cancel() has returned").hasValue(2);
        token.cancel();
        assertThat(ran).as("ran when it was cancelled twice").hasValue(2);
    }

    @Test
    void aCallbackRegisteredAfterTheCancellationRunsAtOnce() {
        token.cancel();
        Registration late = token.onCancel(ran::incrementAndGet);
        assertThat(ran).as("ran when onCancel() has returned").hasValue(1);
        late.close();
        token.cancel();
        assertThat(ran).as("ran in the end").hasValue(1);
    }

    @Test
    void aCallbackDeregisteredBeforehandNeverRuns() {
        Registration registration = token.onCancel(ran::incrementAndGet);
        registration.close();
        registration.close();
        token.cancel();
        assertThat(ran).as("ran when it was closed before").hasValue(0);
    }

    @Test
    void aCallbackRegisteredTwiceHasTwoRegistrations() {
        Runnable callback = ran::incrementAndGet;
        Registration first = token.onCancel(callback);
        token.onCancel(callback);
        first.close();
        first.close();
        token.cancel();
        assertThat(ran).as("ran when one of two was closed").hasValue(1);
    }

    @Test
    void aFailingCallbackDoesNotStopTheOthers() {
        RuntimeException one = new IllegalStateException("one");
        RuntimeException two = new IllegalArgumentException("two");
        token.onCancel(ran::incrementAndGet);
        token.onCancel(() -> fail(one));
        token.onCancel(ran::incrementAndGet);
        token.onCancel(() -> fail(two));
        token.onCancel(ran::incrementAndGet);
        try {
            token.cancel();
        } catch (RuntimeException e) {
            // judged by cancelReportsEveryFailure
        }
        assertThat(ran).as("ran, beside the two that fail").hasValue(3);
    }

    @Test
    void cancelReportsEveryFailure() {
        RuntimeException one = new IllegalStateException("one");
        RuntimeException two = new IllegalArgumentException("two");
        for (RuntimeException failure : List.of(one, two, one)) { // one of them twice
            token.onCancel(() -> fail(failure));
        }
        token.onCancel(ran::incrementAndGet);
        Throwable thrown = catchThrowable(token::cancel);
        assertThat(ran).as("ran, beside the three that fail").hasValue(1);
        assertThat(thrown).as("thrown by cancel()").isInstanceOf(RuntimeException.class);
        assertThat(allIn(thrown)).as("exceptions in it").contains(one, two);
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    private static Set<Throwable> allIn(Throwable thrown) {
        Set<Throwable> all = new LinkedHashSet<>();
        addAll(thrown, all);
        return all;
    }

    private static void addAll(Throwable thrown, Set<Throwable> all) {
        if (all.add(thrown)) {
            Arrays.stream(thrown.getSuppressed()).forEach(each -> addAll(each, all));
            if (thrown.getCause() != null) {
                addAll(thrown.getCause(), all);
            }
        }
    }

    /** A callback that waits for ever leaves its thread behind, which the lab reports. */
    private void cancelAndSettle(Attempt attempt) {
        Thread.ofVirtual().start(token::cancel);
        attempt.settle();
    }

    @CancelEverywhere
    void aCallbackMayCloseItsOwnRegistration(Attempt attempt) {
        AtomicReference<Registration> own = new AtomicReference<>();
        Runnable callback =
                () -> {
                    own.get().close();
                    ran.incrementAndGet();
                };
        own.set(token.onCancel(callback));
        attempt.undisturbed()
                .invariant("the callback ran once", () -> ran.get() == 1)
                .run(() -> cancelAndSettle(attempt));
    }

    @CancelEverywhere
    void aCallbackMayCloseAnotherRegistration(Attempt attempt) {
        List<Registration> registrations = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            registrations.add(
                    token.onCancel(
                            () -> {
                                ran.incrementAndGet();
                                registrations.forEach(Registration::close);
                            }));
        }
        attempt.undisturbed()
                .invariant("only the first callback ran", () -> ran.get() == 1)
                .run(() -> cancelAndSettle(attempt));
    }

    @CancelEverywhere
    void aCallbackMayUseItsToken(Attempt attempt) {
        token.onCancel(
                () -> {
                    require(token.isCancelled());
                    token.cancel();
                    token.onCancel(ran::incrementAndGet);
                    require(ran.get() == 1);
                });
        attempt.undisturbed()
                .invariant("the token is cancelled inside a callback", () -> broken.get() == 0)
                .invariant("a callback registered inside ran once", () -> ran.get() == 1)
                .run(() -> cancelAndSettle(attempt));
    }

    @CancelEverywhere
    void aCallbackMayWaitForAThreadThatUsesTheToken(Attempt attempt) {
        token.onCancel(this::waitForThreadsThatUseTheToken);
        otherThreadsUseTheToken(attempt).run(() -> cancelAndSettle(attempt));
    }

    @CancelEverywhere
    void aLateCallbackMayWaitForAThreadThatUsesTheToken(Attempt attempt) {
        token.cancel();
        otherThreadsUseTheToken(attempt)
                .run(
                        () -> {
                            Thread.ofVirtual()
                                    .start(
                                            () ->
                                                    token.onCancel(
                                                            this::waitForThreadsThatUseTheToken));
                            attempt.settle();
                        });
    }

    private void waitForThreadsThatUseTheToken() {
        together(
                List.of(
                        () -> require(token.isCancelled()),
                        () -> token.onCancel(ran::incrementAndGet)));
    }

    private Attempt otherThreadsUseTheToken(Attempt attempt) {
        return attempt.undisturbed()
                .invariant("the other thread saw the cancellation", () -> broken.get() == 0)
                .invariant("its callback ran once", () -> ran.get() == 1);
    }

    @CancelEverywhere
    void aCallbackRegisteredDuringCancelRunsOnce(Attempt attempt) {
        allInterleavings(attempt)
                .invariant("the callback ran once", () -> ran.get() == 1)
                .run(
                        () ->
                                together(
                                        List.of(
                                                token::cancel,
                                                () -> token.onCancel(ran::incrementAndGet))));
    }

    @CancelEverywhere
    void aCallbackRunsOnceIfTwoThreadsCancel(Attempt attempt) {
        token.onCancel(ran::incrementAndGet);
        allInterleavings(attempt)
                .invariant("the callback ran once", () -> ran.get() == 1)
                .run(() -> together(List.of(token::cancel, token::cancel)));
    }

    @CancelEverywhere
    void noCallbackRunsAfterCloseReturns(Attempt attempt) {
        Registration registration = token.onCancel(this::callback);
        Runnable closer = () -> close(registration);
        allInterleavings(attempt)
                .invariant("no callback runs after close()", () -> broken.get() == 0)
                .invariant("the callback ran at most once", () -> ran.get() <= 1)
                .run(() -> together(List.of(token::cancel, closer)));
    }

    @CancelEverywhere
    void aSecondCloserWaitsToo(Attempt attempt) {
        Registration registration = token.onCancel(this::callback);
        Runnable closer = () -> close(registration);
        allInterleavings(attempt)
                .invariant("no callback runs after close()", () -> broken.get() == 0)
                .invariant("the callback ran at most once", () -> ran.get() <= 1)
                .run(() -> together(List.of(token::cancel, closer, closer)));
    }

    @CancelEverywhere
    void aCloseInsideAnotherCallbackWaitsToo(Attempt attempt) {
        Registration registration = token.onCancel(this::callback);
        Runnable registersACloser = () -> token.onCancel(() -> close(registration));
        allInterleavings(attempt)
                .invariant("no callback runs after close()", () -> broken.get() == 0)
                .invariant("the callback ran at most once", () -> ran.get() <= 1)
                .run(() -> together(List.of(token::cancel, registersACloser)));
    }

    @CancelEverywhere
    void aRegistrationClosedDuringCancelNeverRunsLater(Attempt attempt) {
        allInterleavings(attempt)
                .invariant("no callback runs after close()", () -> broken.get() == 0)
                .invariant("the callback ran at most once", () -> ran.get() <= 1)
                .run(
                        () ->
                                together(
                                        List.of(
                                                token::cancel,
                                                () -> close(token.onCancel(this::callback)))));
    }

    @CancelEverywhere
    void anInterruptDoesNotEndTheWaitInClose(Attempt attempt) {
        AtomicBoolean kept = new AtomicBoolean();
        Registration registration = token.onCancel(this::slowCallback);
        Runnable closer =
                () -> {
                    close(registration);
                    kept.set(Thread.currentThread().isInterrupted());
                };
        Outcome<Void> outcome =
                attempt.onThread("closer")
                        .watch("callback running", running::get)
                        .invariant("no callback runs after close()", () -> broken.get() == 0)
                        .run(
                                () -> {
                                    Thread canceller = Thread.ofVirtual().start(token::cancel);
                                    attempt.settle(); // the callback has begun
                                    Thread closing =
                                            Thread.ofVirtual().name("closer").start(closer);
                                    canceller.join();
                                    closing.join();
                                });
        assertThat(kept.get()).as("interrupt status after close()").isEqualTo(outcome.cancelled());
    }

    private void callback() {
        ran.incrementAndGet();
        running.set(true);
        require(!closed.get());
        running.set(false);
    }

    private void slowCallback() {
        running.set(true);
        try {
            Thread.sleep(Duration.ofMillis(5));
        } catch (InterruptedException e) {
            throw new IllegalStateException("the callback is never interrupted", e);
        }
        running.set(false);
    }

    private void close(Registration registration) {
        registration.close();
        closed.set(true);
        require(!running.get());
    }

    private void require(boolean holds) {
        if (!holds) {
            broken.incrementAndGet();
        }
    }

    private static void together(List<Runnable> bodies) {
        List<Thread> threads = new ArrayList<>();
        for (Runnable body : bodies) {
            threads.add(Thread.ofVirtual().start(body));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException("this thread is never interrupted", e);
            }
        }
    }
}
