package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Body;
import cancelsafe.lab.Cancellable;
import cancelsafe.lab.CancellationCheck;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.Test;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Loops that nothing can stop, and loops without an end that are right all the same. */
class DeafLoopTest {
    private static final String DEAF =
            "broken: every long loop passes a cancellation point or a check, but not the one at ";

    private volatile boolean stop;

    @Test
    void aLoopThatNeverLooksIsReportedWithItsLine() {
        Body body =
                () -> {
                    long n = 0;
                    while (!stop) {
                        n++; // deaf
                    }
                    assertThat(n).isPositive();
                };
        assertThat(Judged.broken(body)).contains(DEAF + Judged.line("DeafLoopTest.java", "deaf"));
    }

    @Test
    void aDeafLoopInACalledMethodIsReportedThere() {
        Body body =
                () -> {
                    Thread.sleep(1);
                    crunch();
                };
        assertThat(Judged.broken(body)).contains(DEAF + "DeafLoopTest.java:");
    }

    private void crunch() {
        for (long n = 0; !stop; n++) {
            if (n < 0) {
                throw new ArithmeticException();
            }
        }
    }

    @Test
    void aDeafLoopAfterTheCancellationIsReported() {
        Body body =
                () -> {
                    try {
                        Thread.sleep(1);
                    } catch (InterruptedException e) {
                        crunch();
                        throw e;
                    }
                };
        assertThat(Judged.broken(body)).startsWith("cancelled at 1 point, broken").contains(DEAF);
    }

    @Test
    void aCatchOfEverythingDoesNotHideADeafLoop() {
        Body body =
                () -> {
                    while (true) {
                        try {
                            crunch();
                        } catch (Throwable t) {
                            continue;
                        }
                    }
                };
        assertThat(Judged.broken(body)).contains(DEAF);
    }

    @Test
    void aLongLoopThatLooksAtTheFlagIsFine() {
        Judged.holds(
                () -> {
                    for (int n = 0; n < 1_000_000; n++) {
                        if (n % 100_000 == 0 && Thread.currentThread().isInterrupted()) {
                            return;
                        }
                    }
                });
    }

    private static final class Token implements Cancellable {
        private volatile boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
        }

        @CancellationCheck
        boolean isCancelled() {
            return cancelled;
        }
    }

    @Test
    void anEndlessLoopThatChecksATokenIsFine() {
        Judged.holds(
                a -> {
                    Token token = new Token();
                    a.token(token)
                            .mayWaitForever("it works until it is stopped")
                            .run(
                                    () -> {
                                        while (!token.isCancelled()) {
                                            Thread.onSpinWait();
                                        }
                                    });
                });
    }

    @Test
    void aTokenThatIsCheckedOnceDoesNotStopALoop() {
        assertThat(
                        Judged.broken(
                                a -> {
                                    Token token = new Token();
                                    a.token(token)
                                            .mayWaitForever("it works until it is stopped")
                                            .run(
                                                    () -> {
                                                        boolean go = !token.isCancelled();
                                                        while (go) {
                                                            token.isCancelled();
                                                        }
                                                    });
                                }))
                .contains("the body ends when it is cancelled: it goes on at DeafLoopTest.java:");
    }

    private static String brokenWith(Token token, Body body) {
        return Judged.broken(a -> a.token(token).run(body));
    }

    @Test
    void aLoopThatPassesPointsAndNeverLooksAtTheTokenIsDeafToIt() {
        Body body =
                () -> {
                    while (!stop) {
                        Thread.sleep(1); // never looks
                    }
                };
        assertThat(brokenWith(new Token(), body))
                .contains(
                        "broken: every long loop checks the token, but not the one that passes "
                                + Judged.line("DeafLoopTest.java", "never looks")
                                + " Thread.sleep");
    }

    @Test
    void aLoopBehindTheLastLookAtTheTokenIsDeafToIt() {
        Token token = new Token();
        Body body =
                () -> {
                    if (token.isCancelled()) {
                        return;
                    }
                    while (!stop) {
                        Thread.sleep(3_600_000); // no look
                    }
                };
        assertThat(brokenWith(token, body))
                .contains("broken: every long loop checks the token, but not the one that passes ")
                .contains(Judged.line("DeafLoopTest.java", "no look"));
    }

    @Test
    void aLoopThatLooksAtATokenAndAtNothingElseDoesNotEndWhereInterruptsAreTried() {
        Token token = new Token();
        Body body =
                () -> {
                    while (!token.isCancelled()) {
                        Thread.onSpinWait(); // turns
                    }
                };
        assertThat(Judged.broken(a -> a.mayWaitForever("it spins").run(body)))
                .contains(
                        "broken: the body ends when it is cancelled: it goes on at"
                                + " DeafLoopTest.java:");
    }

    @Test
    void anEndlessBodyWithoutAPointOfTheThreadThatIsCancelledIsNotJudged() {
        Body body =
                () -> {
                    while (!stop) {
                        Thread.sleep(1);
                    }
                };
        assertThat(Judged.broken(a -> a.onThread("worker").run(body)))
                .contains(
                        "broken: the body ends when nothing disturbs it: it goes on without a point"
                                + " of worker");
    }

    private static Story endless(Body body) {
        return Judged.holds(a -> a.mayWaitForever("it works until it is stopped").run(body));
    }

    @Test
    void anEndlessWorkerIsJudgedOnItsCancelledRuns() {
        Story story =
                endless(
                        () -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                try {
                                    Thread.sleep(50);
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        });
        assertThat(story.runs()).hasSizeGreaterThan(4);
    }

    @Test
    void anEndlessWorkerThatSwallowsGoesOn() {
        Body body =
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        try {
                            Thread.sleep(50);
                        } catch (InterruptedException e) {
                            continue;
                        }
                    }
                };
        assertThat(Judged.broken(a -> a.mayWaitForever("it works until it is stopped").run(body)))
                .contains("the body ends when it is cancelled: it goes on at DeafLoopTest.java:");
    }

    @Test
    void aWorkerThatWaitsForWorkThatNeverComesIsJudgedOnItsCancelledRuns() {
        BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
        endless(
                () -> {
                    while (true) {
                        queue.take();
                    }
                });
    }
}
