package cancelsafe.workbook.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches whether a run ends in its time. A busy machine must not make a right answer a slow one:
 * an answer that still works when the time is over may go on until it has had as much time of a
 * processor.
 */
final class TimeLimit {
    private final Duration limit;
    private final CountDownLatch done;
    private final TestRun run;

    /**
     * The limit of a run.
     *
     * @param done counted down at its end
     */
    TimeLimit(Request request, CountDownLatch done, TestRun run) {
        this.limit = Duration.ofMillis(request.limitMillis());
        this.done = done;
        this.run = run;
    }

    /** Waits until the run has ended, or its time is over. */
    boolean isKept() {
        Duration begun = processorTime();
        if (endsWithin(limit)) {
            return true;
        }
        Duration before = processorTime();
        long checks = TimeLimits.BUSY_MACHINE.dividedBy(TimeLimits.BETWEEN_CHECKS);
        for (int n = 0; n < checks; n++) {
            if (before.minus(begun).compareTo(limit) >= 0) {
                return false;
            }
            if (endsWithin(TimeLimits.BETWEEN_CHECKS)) {
                return true;
            }
            Duration now = processorTime();
            if (now.minus(before).compareTo(TimeLimits.IDLE) < 0) {
                return false; // it waits, and not for the machine
            }
            before = now;
        }
        return false;
    }

    /** Only an answer interrupts this thread: it is told so, and the limit stays what it is. */
    private boolean endsWithin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (true) {
            try {
                return done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                run.wasInterrupted();
            }
        }
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
