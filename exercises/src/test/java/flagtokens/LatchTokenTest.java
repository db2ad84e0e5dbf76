package flagtokens;

import static flagtokens.Threads.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

class LatchTokenTest {
    private final LatchToken token = new LatchToken();
    private final AtomicInteger winners = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    @Test
    void aFreshTokenIsNotCancelled() {
        assertThat(token.isCancelled()).as("a first isCancelled()").isFalse();
        assertThatCode(token::throwIfCancelled)
                .as("a first throwIfCancelled()")
                .doesNotThrowAnyException();
        assertThat(token.isCancelled()).as("after throwIfCancelled() has returned").isFalse();
    }

    @Test
    void aCancelledTokenStaysCancelled() {
        for (int n = 0; n < 4; n++) {
            LatchToken fresh = new LatchToken();
            for (int check = 1; check <= n; check++) {
                assertThat(fresh.isCancelled()).as("check %d of %d before", check, n).isFalse();
                assertThatCode(fresh::throwIfCancelled)
                        .as("throw %d of %d before", check, n)
                        .doesNotThrowAnyException();
            }
            assertThat(fresh.cancel()).as("the first call of cancel wins").isTrue();
            for (int check = 1; check <= 3; check++) {
                assertThat(fresh.isCancelled()).as("check %d after cancel()", check).isTrue();
                assertThatThrownBy(fresh::throwIfCancelled)
                        .as("throwIfCancelled(), call %d after cancel()", check)
                        .isInstanceOf(CancellationException.class);
            }
        }
    }

    @Test
    void cancellingAgainChangesNothing() {
        assertThat(token.cancel()).as("the first call").isTrue();
        assertThat(token.cancel()).as("the second call").isFalse();
        assertThat(token.cancel()).as("the third call").isFalse();
        assertThat(token.isCancelled()).as("cancelled three times, it is cancelled").isTrue();
    }

    @Test
    void cancellingOneTokenCancelsNoOther() {
        token.cancel();
        assertThat(new LatchToken().isCancelled()).as("another token").isFalse();
    }

    @CancelEverywhere
    void exactlyOneOfTwoCallersWins(Attempt attempt) {
        exactlyOneWins(attempt, 2);
    }

    @CancelEverywhere
    void exactlyOneOfThreeCallersWins(Attempt attempt) {
        exactlyOneWins(attempt, 3);
    }

    private void exactlyOneWins(Attempt attempt, int callers) {
        Runnable caller =
                () -> {
                    Thread.currentThread().interrupt(); // must make no difference
                    if (token.cancel()) {
                        winners.incrementAndGet();
                    }
                    require(Thread.interrupted());
                };
        allInterleavings(attempt)
                .watch("winners", winners::get)
                .invariant("cancel() returns true exactly once", () -> winners.get() == 1)
                .invariant("cancel() keeps the interrupt status", () -> broken.get() == 0)
                .run(() -> together(Collections.nCopies(callers, caller)));
    }

    @CancelEverywhere
    void everyCallerOfCancelFindsTheTokenCancelled(Attempt attempt) {
        Runnable caller =
                () -> {
                    token.cancel(); // the loser may rely on it, too
                    require(token.isCancelled());
                };
        allInterleavings(attempt)
                .invariant("after cancel() the token is cancelled", () -> broken.get() == 0)
                .run(() -> together(List.of(caller, caller)));
    }

    @CancelEverywhere
    void otherThreadsNeverSeeTheTokenFlipBack(Attempt attempt) {
        Runnable reader =
                () -> {
                    boolean seen = token.isCancelled();
                    boolean thrown = throwsNow();
                    require(!seen || thrown);
                    require(!thrown || token.isCancelled());
                };
        allInterleavings(attempt)
                .invariant("a cancelled token stays cancelled", () -> broken.get() == 0)
                .run(() -> together(List.of(token::cancel, reader, token::cancel)));
    }

    @CancelEverywhere
    void theCancellationIsVisibleToOtherThreads(Attempt attempt) {
        mayBeALock(attempt)
                .invariant("the token is cancelled after the joins", () -> broken.get() == 0)
                .run(
                        () -> {
                            together(List.of(token::cancel, token::isCancelled, this::throwsNow));
                            require(token.isCancelled() && throwsNow());
                        });
    }

    @Test
    void noHandleOrAtomicIsAccessedInPlainMode() throws IOException {
        assertThat(PlainModes.usedBy(LatchToken.class)).as(PlainModes.WHY).isEmpty();
    }

    @CancelEverywhere
    void aConcurrentCheckDoesNotMakeCancelLose(Attempt attempt) {
        Runnable checks = () -> require(!throwsNow() || token.isCancelled());
        Runnable caller =
                () -> {
                    if (token.cancel()) {
                        winners.incrementAndGet();
                    }
                };
        allInterleavings(attempt)
                .watch("winners", winners::get)
                .invariant("the only cancel() returns true", () -> winners.get() == 1)
                .invariant("a check throws only when cancelled", () -> broken.get() == 0)
                .run(() -> together(List.of(checks, caller)));
    }

    private static Attempt allInterleavings(Attempt attempt) {
        return mayBeALock(attempt).allInterleavings();
    }

    private static Attempt mayBeALock(Attempt attempt) {
        return attempt.undisturbed()
                .mayHold("a lock or permit that is never released may be the flag");
    }

    private boolean throwsNow() {
        try {
            token.throwIfCancelled();
            return false;
        } catch (CancellationException e) {
            return true;
        }
    }

    private void require(boolean holds) {
        if (!holds) {
            broken.incrementAndGet();
        }
    }

    @Test
    void theInterruptStatusStaysAsItIs() {
        statusIsLeftAloneBy("isCancelled()", token::isCancelled, false);
        statusIsLeftAloneBy("throwIfCancelled(), which throws", this::throwsNow, false);
        statusIsLeftAloneBy("a first cancel()", () -> new LatchToken().cancel(), true);
        token.cancel();
        statusIsLeftAloneBy("a second cancel()", token::cancel, false);
        statusIsLeftAloneBy("isCancelled() after cancel()", token::isCancelled, true);
        statusIsLeftAloneBy(
                "throwIfCancelled() after cancel(), which throws", this::throwsNow, true);
    }

    private static void statusIsLeftAloneBy(String call, BooleanSupplier body, boolean expected) {
        InterruptStatus.isLeftAloneBy(
                call, () -> assertThat(body.getAsBoolean()).as(call).isEqualTo(expected));
    }
}
