package cancelsafe.workbook.judge;

import cancelsafe.book.Kata;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** The judging that is under way; a new one cancels it. */
public final class RunInProgress implements AutoCloseable {
    private final Judge judge;
    private volatile @Nullable Thread running;

    /**
     * Told what comes of a run, on the thread of the run. A run that is cancelled tells nothing.
     */
    public interface Listener {
        /** There is a verdict; it may come again, with the wrong answer that it resembles. */
        void judged(Verdict verdict);

        /** There is no verdict. */
        void failed(Exception why);
    }

    /** None is under way. */
    public RunInProgress(Judge judge) {
        this.judge = judge;
    }

    /** Judges the reader's answer; the run before is cancelled. Does not wait for the verdict. */
    public synchronized void judge(Kata kata, Listener listener) {
        cancel();
        running = Thread.ofVirtual().start(() -> judgeAndTell(kata, listener));
    }

    /** Interrupts the run that is under way. */
    public synchronized void cancel() {
        if (running != null) {
            running.interrupt();
        }
    }

    /** Cancels the run that is under way, and waits until it tells nothing more. */
    @Override
    public void close() {
        cancel();
        Thread last = running;
        boolean interrupted = false;
        while (last != null) {
            try {
                last.join();
                last = null;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A run that was cancelled before it had something to tell keeps it to itself. */
    private synchronized void tell(Runnable what) {
        if (!Thread.currentThread().isInterrupted()) {
            what.run();
        }
    }

    private void judgeAndTell(Kata kata, Listener listener) {
        try {
            Verdict plain = judge.judgePlainly(Answer.ofReader(kata));
            tell(() -> listener.judged(plain));
            Verdict compared = judge.compared(kata, plain);
            if (compared.resembles() != null) {
                tell(() -> listener.judged(compared));
            }
        } catch (InterruptedException _) {
            // a newer run has taken over
        } catch (IOException | RuntimeException e) {
            tell(() -> listener.failed(e));
        }
    }
}
