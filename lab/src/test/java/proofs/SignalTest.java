package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Body;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** The cancellation must reach whoever called: what loses it, and what hands it on. */
class SignalTest {
    private static final String LOST = "broken: the cancellation is not lost";

    @Test
    void anInterruptThatIsCaughtAndForgottenIsLost() {
        Body body =
                () -> {
                    try {
                        Thread.sleep(10);
                    } catch (InterruptedException e) {
                        // forgets
                    }
                };
        assertThat(Judged.broken(body)).contains(LOST);
    }

    @Test
    void anInterruptThatIsCaughtAndReturnedOnIsLost() {
        Body body =
                () -> {
                    try {
                        Thread.sleep(10);
                    } catch (InterruptedException e) {
                        return;
                    }
                };
        assertThat(Judged.broken(body)).contains(LOST);
    }

    @Test
    void anInterruptThatIsThrownOnIsKept() {
        Story story = Judged.holds((Body) () -> Thread.sleep(10));
        assertThat(story.runs())
                .extracting(Story.Run::thrown)
                .containsExactly(null, "InterruptedException", "InterruptedException");
    }

    @Test
    void aFlagThatIsSetAgainKeepsTheInterrupt() {
        Story story =
                Judged.holds(
                        () -> {
                            try {
                                Thread.sleep(10);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        assertThat(story.runs()).extracting(Story.Run::flag).containsExactly(false, true, true);
    }

    @Test
    void aLookThatClearsTheFlagLosesTheInterrupt() {
        Body body =
                () -> {
                    if (Thread.interrupted()) {
                        return;
                    }
                };
        assertThat(Judged.broken(body)).contains(LOST);
    }

    @Test
    void aLookThatLeavesTheFlagKeepsTheInterrupt() {
        Judged.holds(
                () -> {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                });
    }

    @Test
    void aLookThatClearsTheFlagAndThrowsKeepsTheInterrupt() {
        Judged.holds(
                () -> {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                });
    }

    private static final Body WRAPS =
            () -> {
                try {
                    Thread.sleep(10);
                } catch (InterruptedException e) {
                    throw new IllegalStateException("stopped", e);
                }
            };

    @Test
    void aCauseAloneLosesTheInterrupt() {
        // nobody who catches the outer exception learns that the thread was told to stop
        assertThat(Judged.broken(WRAPS)).contains(LOST);
    }

    @Test
    void aWrapperThatSetsTheFlagAgainKeepsTheInterrupt() {
        Judged.holds(
                () -> {
                    try {
                        Thread.sleep(10);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("stopped", e);
                    }
                });
    }

    @Test
    void anExceptionThatTheTestNamesCarriesTheInterrupt() {
        Judged.holds(a -> a.cancelledBy(IllegalStateException.class).run(WRAPS));
        assertThat(Judged.broken(a -> a.cancelledBy(CancellationException.class).run(WRAPS)))
                .contains(LOST);
    }

    @Test
    void anExceptionThatIsThrownForAnotherReasonDoesNotCarryTheInterrupt() {
        Body body =
                () -> {
                    try {
                        Thread.sleep(10);
                    } catch (InterruptedException e) {
                        throw new IOException("no answer");
                    }
                };
        assertThat(Judged.broken(body)).contains(LOST);
    }

    @Test
    void anExceptionOfTheCleaningUpHidesTheInterrupt() {
        Body body =
                () -> {
                    boolean done = false;
                    try {
                        Thread.sleep(10);
                        done = true;
                    } finally {
                        if (!done) {
                            close();
                        }
                    }
                };
        assertThat(Judged.broken(body)).contains(LOST);
    }

    private static void close() throws IOException {
        throw new IOException("cannot close");
    }

    private static int nap() throws InterruptedException {
        Thread.sleep(10);
        return 1;
    }

    @Test
    void aCancellationThatOnlyASubtaskSawIsNoSignalToTheBody() {
        Judged.holds(
                () -> {
                    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
                        pool.submit(SignalTest::nap).get();
                    } catch (ExecutionException e) {
                        assertThat(e).hasCauseInstanceOf(InterruptedException.class);
                    }
                });
    }

    @Test
    void aWaitThatIgnoresInterruptsSetsTheFlagInTheEnd() {
        Semaphore free = new Semaphore(1);
        Judged.holds(
                () -> {
                    free.acquireUninterruptibly();
                    free.release();
                    Thread.sleep(1);
                });
    }

    @Test
    void whoeverWaitsForEverOnceItIsCancelledDoesNotEnd() {
        assertThat(
                        Judged.broken(
                                () -> {
                                    try {
                                        Thread.sleep(10);
                                    } catch (InterruptedException e) {
                                        new Semaphore(0).acquireUninterruptibly();
                                    }
                                }))
                .contains("broken: the body ends when it is cancelled: it waits for ever, at ");
    }

    @Test
    void whoeverMaySwallowSaysWhy() {
        Body swallows =
                () -> {
                    try {
                        Thread.sleep(10);
                    } catch (InterruptedException e) {
                        // the test lets it
                    }
                };
        Judged.holds(a -> a.mayAbsorb("the last thing that this thread does").run(swallows));
    }
}
