package flagtokens;

import static flagtokens.InterruptStatus.isLeftAloneBy;
import static flagtokens.Threads.together;

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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

class RegistrationsTest {
    private static final int[] SIZES = {0, 1, 2, 1_000};

    private final Registrations token = new Registrations();
    private final Throwable failure = new IllegalStateException("the socket is closed already");
    private final Throwable bug = new AssertionError("a bug in a callback");
    private final AtomicInteger ran = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger broken = new AtomicInteger();

    private Attempt allInterleavings(Attempt attempt) {
        return attempt.undisturbed()
                .delayBound(1)
                .runBudget(1_000) // with short answers, all schedules with two delays and more
                .watch("callback ran", ran::get)
                .watch("cancelled", token::isCancelled);
    }

    @Test
    void eachCallbackRunsOnceEvenIfTheTokenIsCancelledTwice() {
        for (int callbacks : SIZES) {
            Registrations fresh = new Registrations();
            ran.set(0);
            for (int n = 0; n < callbacks; n++) {
                fresh.onCancel(ran::incrementAndGet);
            }
            assertThat(fresh.isCancelled()).as("cancelled").isFalse();
            assertThat(ran).as("ran before cancel()").hasValue(0);
            fresh.cancel();
            assertThat(fresh.isCancelled()).as("cancelled").isTrue();
            assertThat(ran).as("callbacks that ran when cancel() returned").hasValue(callbacks);
            fresh.cancel();
            assertThat(ran).as("callbacks that ran after two cancel()").hasValue(callbacks);
        }
    }

    @Test
    void cancellingOneTokenRunsNoCallbackOfAnother() {
        Registrations other = new Registrations();
        other.onCancel(ran::incrementAndGet);
        token.cancel();
        assertThat(other.isCancelled()).as("the other token is cancelled").isFalse();
        assertThat(ran).as("callbacks of the other token that ran").hasValue(0);
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
        Runnable same = ran::incrementAndGet;
        for (List<Runnable> callbacks :
                List.of(List.of(same, same), List.<Runnable>of(new Equal(ran), new Equal(ran)))) {
            for (List<Integer> closed :
                    List.<List<Integer>>of(List.of(), List.of(0, 0), List.of(1), List.of(1, 0))) {
                Registrations fresh = new Registrations();
                ran.set(0);
                List<Registration> both = callbacks.stream().map(fresh::onCancel).toList();
                closed.forEach(n -> both.get(n).close());
                fresh.cancel();
                assertThat(ran)
                        .as("ran when %s of two equal ones were closed", closed)
                        .hasValue(2 - Set.copyOf(closed).size());
            }
        }
    }

    private record Equal(AtomicInteger ran) implements Runnable {
        @Override
        public void run() {
            ran.incrementAndGet();
        }
    }

    @Test
    void aFailingCallbackDoesNotStopTheOthers() {
        token.onCancel(ran::incrementAndGet);
        for (Throwable each : List.of(failure, bug, new StackOverflowError(), failure)) {
            token.onCancel(() -> Failing.with(each));
            token.onCancel(ran::incrementAndGet);
        }
        Failing.ignored(token::cancel); // judged by cancelReportsEveryFailure
        assertThat(ran)
                .as(
                        "callbacks that ran; four others failed, two of them with one exception"
                                + " object")
                .hasValue(5);
    }

    @Test
    void cancelReportsEveryFailure() {
        for (int count : List.of(1, 2, 3, 10)) {
            Registrations fresh = new Registrations();
            List<Throwable> failures = new ArrayList<>();
            for (int n = 1; n <= count; n++) {
                failures.add(new WithoutSuppression("failure " + n));
                failures.add(new AssertionError("bug " + n));
            }
            failures.forEach(each -> fresh.onCancel(() -> Failing.with(each)));
            fresh.onCancel(() -> Failing.with(failures.getFirst())); // one of them twice
            Throwable thrown = catchThrowable(fresh::cancel);
            assertThat(thrown).as("what cancel() throws").isNotNull();
            assertThat(failures).as("failures in it").allMatch(allIn(thrown)::contains);
        }
    }

    /**
     * {@code addSuppressed} has no effect on it, as on many exceptions without a stack trace. Two
     * of them are equal, as exceptions with an error code may be.
     */
    @SuppressWarnings("ThrowableEqualsHashCode") // many libraries do it
    private static final class WithoutSuppression extends RuntimeException {
        private static final long serialVersionUID = 1;

        WithoutSuppression(String message) {
            super(message, null, false, false);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WithoutSuppression;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void cancelThrowsARuntimeExceptionIfCallbacksDo() {
        token.onCancel(() -> Failing.with(failure));
        Throwable thrown = catchThrowable(token::cancel);
        assertThat(thrown).as("what cancel() throws").isInstanceOf(RuntimeException.class);
        assertThat(allIn(thrown)).as("failures in it").contains(failure);
    }

    @Test
    void aFailedCallbackRunsOnlyOnce() {
        token.onCancel(
                () -> {
                    ran.incrementAndGet();
                    Failing.with(failure);
                });
        Failing.ignored(token::cancel);
        Failing.ignored(token::cancel);
        assertThat(ran).as("times that the callback ran").hasValue(1);
    }

    @Test
    void theInterruptStatusStaysAsItIs() {
        isLeftAloneBy("isCancelled()", token::isCancelled);
        isLeftAloneBy("onCancel() and close()", () -> token.onCancel(() -> {}).close());
        isLeftAloneBy(
                "cancel()",
                () -> {
                    Registrations fresh = new Registrations();
                    fresh.onCancel(ran::incrementAndGet);
                    fresh.cancel();
                    fresh.cancel();
                    fresh.onCancel(ran::incrementAndGet).close();
                });
        isLeftAloneBy(
                "cancel() with a callback that fails",
                () -> {
                    Registrations fresh = new Registrations();
                    fresh.onCancel(() -> Failing.with(failure));
                    Failing.ignored(fresh::cancel);
                    Failing.ignored(() -> fresh.onCancel(() -> Failing.with(failure)));
                });
        assertThat(ran).as("callbacks that ran").hasValue(4);
    }

    @Test
    void cancelRunsTheCallbacksOnItsThread() {
        AtomicReference<Thread> runner = new AtomicReference<>();
        token.onCancel(() -> runner.set(Thread.currentThread()));
        token.cancel();
        assertThat(runner.get()).as("thread of the callback").isSameAs(Thread.currentThread());
    }

    private static Set<Throwable> allIn(Throwable thrown) {
        Set<Throwable> all = Collections.newSetFromMap(new IdentityHashMap<>());
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
        aCallbackMayCloseItsOwnRegistrationAfter(attempt, () -> {});
    }

    @CancelEverywhere
    void aCallbackMayCloseItsOwnRegistrationAfterOthersRanInsideIt(Attempt attempt) {
        Registrations other = new Registrations();
        other.onCancel(() -> {});
        aCallbackMayCloseItsOwnRegistrationAfter(
                attempt,
                () -> {
                    token.onCancel(() -> token.onCancel(() -> {}));
                    Failing.ignored(() -> token.onCancel(() -> Failing.with(bug)));
                    other.cancel();
                });
    }

    private void aCallbackMayCloseItsOwnRegistrationAfter(Attempt attempt, Runnable first) {
        AtomicReference<Registration> own = new AtomicReference<>();
        Runnable callback =
                () -> {
                    first.run();
                    Thread.currentThread().interrupt();
                    own.get().close();
                    require(Thread.interrupted());
                    ran.incrementAndGet();
                };
        own.set(token.onCancel(callback));
        attempt.undisturbed()
                .invariant("close() keeps the interrupt status", () -> broken.get() == 0)
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
    void aCallbackInsideACallbackMayCloseTheOuterOne(Attempt attempt) {
        AtomicReference<Registration> outer = new AtomicReference<>();
        Runnable inner =
                () -> {
                    outer.get().close();
                    ran.incrementAndGet();
                };
        outer.set(token.onCancel(() -> token.onCancel(inner)));
        attempt.undisturbed()
                .invariant("the inner callback ran once", () -> ran.get() == 1)
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

    /** While the callback runs, another thread waits in close(); it must not hold a lock. */
    @CancelEverywhere
    void theTokenCanBeUsedWhileAThreadWaitsInClose(Attempt attempt) {
        AtomicReference<Registration> own = new AtomicReference<>();
        AtomicReference<Thread> closing = new AtomicReference<>();
        Runnable callback =
                () -> {
                    closing.set(Thread.ofVirtual().start(() -> own.get().close()));
                    pause(); // now it waits
                    waitForThreadsThatUseTheToken();
                };
        own.set(token.onCancel(callback));
        otherThreadsUseTheToken(attempt)
                .run(
                        () -> {
                            token.cancel();
                            closing.get().join();
                        });
    }

    /** What a failing onCancel() leaves behind must not block other threads. */
    @CancelEverywhere
    void theTokenCanBeUsedAfterALateCallbackHasFailed(Attempt attempt) {
        token.cancel();
        otherThreadsUseTheToken(attempt)
                .run(
                        () -> {
                            Failing.ignored(() -> token.onCancel(() -> Failing.with(failure)));
                            waitForThreadsThatUseTheToken();
                        });
    }

    private void waitForThreadsThatUseTheToken() {
        together(
                () -> require(token.isCancelled()),
                () ->
                        token.onCancel(
                                () -> {
                                    token.cancel(); // does not wait for other callbacks
                                    ran.incrementAndGet();
                                }));
    }

    private Attempt otherThreadsUseTheToken(Attempt attempt) {
        return attempt.undisturbed()
                .invariant("the other thread saw the cancellation", () -> broken.get() == 0)
                .invariant("its callback ran once", () -> ran.get() == 1);
    }

    @CancelEverywhere
    void closeAlsoWaitsIfTheCallbackHasClosedItself(Attempt attempt) {
        closeWaitsForACallback(attempt, Registration::close, () -> {});
    }

    @CancelEverywhere
    void closeWaitsForACallbackThatFails(Attempt attempt) {
        closeWaitsForACallback(attempt, own -> {}, () -> Failing.with(bug));
    }

    private void closeWaitsForACallback(
            Attempt attempt, Consumer<Registration> first, Runnable last) {
        AtomicReference<Registration> own = new AtomicReference<>();
        AtomicReference<Thread> closing = new AtomicReference<>();
        Runnable callback =
                () -> {
                    first.accept(own.get());
                    closing.set(Thread.ofVirtual().start(() -> close(own.get())));
                    pause(); // now it waits
                    require(!closed.get());
                    last.run();
                };
        own.set(token.onCancel(callback));
        attempt.undisturbed()
                .invariant("close() waits for the callback", () -> broken.get() == 0)
                .invariant("close() returns after the callback", closed::get)
                .run(
                        () -> {
                            Failing.ignored(token::cancel);
                            closing.get().join();
                        });
    }

    @CancelEverywhere
    void aCallbackRegisteredDuringCancelRunsOnce(Attempt attempt) {
        allInterleavings(attempt)
                .invariant("the callback ran once", () -> ran.get() == 1)
                .run(() -> together(token::cancel, () -> token.onCancel(ran::incrementAndGet)));
    }

    /** Another thread, whose callback is late, must not take it over. */
    @CancelEverywhere
    void aCallbackHasRunWhenCancelReturns(Attempt attempt) {
        token.onCancel(
                () -> {
                    ran.incrementAndGet();
                    Failing.with(failure);
                });
        Runnable canceller =
                () -> {
                    Throwable thrown = catchThrowable(token::cancel);
                    require(ran.get() == 1);
                    require(thrown != null && allIn(thrown).contains(failure));
                };
        allInterleavings(attempt)
                .invariant("cancel() has run the callback and reports it", () -> broken.get() == 0)
                .run(() -> together(canceller, () -> token.onCancel(() -> {})));
    }

    @CancelEverywhere
    void aCallbackRunsOnceIfTwoThreadsCancel(Attempt attempt) {
        token.onCancel(ran::incrementAndGet);
        allInterleavings(attempt)
                .invariant("the callback ran once", () -> ran.get() == 1)
                .run(() -> together(token::cancel, token::cancel));
    }

    @CancelEverywhere
    void noCallbackRunsAfterCloseReturns(Attempt attempt) {
        Registration registration = token.onCancel(this::callback);
        Runnable closer = () -> close(registration);
        allInterleavings(attempt)
                .invariant("no callback runs after close()", () -> broken.get() == 0)
                .invariant("the callback ran at most once", () -> ran.get() <= 1)
                .run(() -> together(token::cancel, closer));
    }

    @CancelEverywhere
    void aSecondCloserWaitsToo(Attempt attempt) {
        Registration registration = token.onCancel(this::callback);
        Runnable closer = () -> close(registration);
        allInterleavings(attempt)
                .invariant("no callback runs after close()", () -> broken.get() == 0)
                .invariant("the callback ran at most once", () -> ran.get() <= 1)
                .run(() -> together(token::cancel, closer, closer));
    }

    @CancelEverywhere
    void aCloseInsideAnotherCallbackWaitsToo(Attempt attempt) {
        Registration registration = token.onCancel(this::callback);
        Runnable registersACloser = () -> token.onCancel(() -> close(registration));
        allInterleavings(attempt)
                .invariant("no callback runs after close()", () -> broken.get() == 0)
                .invariant("the callback ran at most once", () -> ran.get() <= 1)
                .run(() -> together(token::cancel, registersACloser));
    }

    @CancelEverywhere
    void aRegistrationClosedDuringCancelNeverRunsLater(Attempt attempt) {
        allInterleavings(attempt)
                .invariant("no callback runs after close()", () -> broken.get() == 0)
                .invariant("the callback ran at most once", () -> ran.get() <= 1)
                .run(() -> together(token::cancel, () -> close(token.onCancel(this::callback))));
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

    @CancelEverywhere
    void manyInterruptsDoNotEndTheWaitInClose(Attempt attempt) {
        AtomicBoolean kept = new AtomicBoolean();
        Registration registration = token.onCancel(this::slowCallback);
        Runnable closer =
                () -> {
                    Thread.currentThread().interrupt(); // set on entry, too
                    close(registration);
                    kept.set(Thread.currentThread().isInterrupted());
                };
        attempt.undisturbed()
                .invariant("no callback runs after close()", () -> broken.get() == 0)
                .invariant("close() keeps the interrupt status", kept::get)
                .run(
                        () -> {
                            Thread canceller = Thread.ofVirtual().start(token::cancel);
                            attempt.settle(); // the callback has begun
                            Thread closing = Thread.ofVirtual().start(closer);
                            for (int n = 0; n < 20; n++) {
                                attempt.settle(); // the closer waits again
                                closing.interrupt();
                            }
                            canceller.join();
                            closing.join();
                        });
    }

    private void callback() {
        ran.incrementAndGet();
        running.set(true);
        require(!closed.get());
        running.set(false);
    }

    private void slowCallback() {
        running.set(true);
        pause();
        running.set(false);
    }

    /** Takes a moment of virtual time, in which the other threads go as far as they can. */
    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(5));
        } catch (InterruptedException e) {
            throw new IllegalStateException("the callback is never interrupted", e);
        }
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
}
