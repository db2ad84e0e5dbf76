package flagtokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

class LatchTokenTest {
    private final LatchToken token = new LatchToken();
    private final AtomicInteger winners = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    @Test
    void aFreshTokenIsNotCancelled() {
        assertThat(token.isCancelled()).as("a first look").isFalse();
        assertThatCode(token::throwIfCancelled).as("a first check").doesNotThrowAnyException();
        assertThat(token.isCancelled()).as("after a check that did not throw").isFalse();
    }

    @Test
    void cancelledAfterAnyNumberOfLooksItStaysCancelled() {
        for (int n = 0; n < 4; n++) {
            LatchToken fresh = new LatchToken();
            for (int look = 1; look <= n; look++) {
                assertThat(fresh.isCancelled()).as("look %d of %d before", look, n).isFalse();
                assertThatCode(fresh::throwIfCancelled)
                        .as("check %d of %d before", look, n)
                        .doesNotThrowAnyException();
            }
            assertThat(fresh.cancel()).as("the first call of cancel wins").isTrue();
            for (int look = 1; look <= 3; look++) {
                assertThat(fresh.isCancelled()).as("look %d after cancel()", look).isTrue();
                assertThatThrownBy(fresh::throwIfCancelled)
                        .as("throwIfCancelled(), call %d after cancel()", look)
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
    void eachTokenIsCancelledByItself() {
        token.cancel();
        assertThat(new LatchToken().isCancelled()).as("another token").isFalse();
    }

    @CancelEverywhere
    void ofTwoCallersOneWins(Attempt attempt) {
        oneWins(attempt, 2);
    }

    @CancelEverywhere
    void ofThreeCallersOneWins(Attempt attempt) {
        oneWins(attempt, 3);
    }

    private void oneWins(Attempt attempt, int callers) {
        Runnable caller =
                () -> {
                    if (token.cancel()) {
                        winners.incrementAndGet();
                    }
                };
        attempt.undisturbed()
                .inEveryOrder()
                .watch("winners", winners::get)
                .invariant("exactly one caller is told that it won", () -> winners.get() == 1)
                .run(() -> together(Collections.nCopies(callers, caller)));
    }

    @CancelEverywhere
    void whoeverReturnsFromCancelFindsTheTokenCancelled(Attempt attempt) {
        Runnable caller =
                () -> {
                    token.cancel(); // the loser, too, may rely on it
                    require(token.isCancelled());
                };
        attempt.undisturbed()
                .inEveryOrder()
                .invariant("after cancel() every look says so", () -> broken.get() == 0)
                .run(() -> together(List.of(caller, caller)));
    }

    @CancelEverywhere
    void anotherThreadNeverSeesItFlipBack(Attempt attempt) {
        Runnable watcher =
                () -> {
                    boolean seen = token.isCancelled();
                    boolean thrown = throwsNow();
                    require(!seen || thrown);
                    require(!thrown || token.isCancelled());
                };
        attempt.undisturbed()
                .inEveryOrder()
                .invariant("what was cancelled stays so", () -> broken.get() == 0)
                .run(() -> together(List.of(token::cancel, watcher, token::cancel)));
    }

    @CancelEverywhere
    void anotherThreadIsSureToSeeIt(Attempt attempt) {
        attempt.undisturbed()
                .invariant("a look after the others have ended sees it", () -> broken.get() == 0)
                .run(
                        () -> {
                            together(List.of(token::cancel, token::isCancelled, this::throwsNow));
                            require(token.isCancelled() && throwsNow());
                        });
    }

    @Test
    void noHandleOrAtomicIsUsedAsIfItWerePlain() throws IOException {
        assertThat(PlainModes.usedBy(LatchToken.class)).as(PlainModes.WHY).isEmpty();
    }

    @CancelEverywhere
    void whoeverOnlyLooksTakesNothingFromTheOthers(Attempt attempt) {
        Runnable checks = () -> require(!throwsNow() || token.isCancelled());
        Runnable caller =
                () -> {
                    if (token.cancel()) {
                        winners.incrementAndGet();
                    }
                };
        attempt.undisturbed()
                .inEveryOrder()
                .watch("winners", winners::get)
                .invariant("the one caller is told that it won", () -> winners.get() == 1)
                .invariant("a check throws if it is cancelled, only then", () -> broken.get() == 0)
                .run(() -> together(List.of(checks, caller)));
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

    private static void together(List<Runnable> bodies) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Runnable body : bodies) {
            threads.add(Thread.ofVirtual().start(body));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
