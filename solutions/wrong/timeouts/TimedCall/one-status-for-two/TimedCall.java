package timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/** A call with a limit on the caller's own thread: an alarm interrupts it from outside. */
public class TimedCall {
    private static final class Alarm {
        private final ReentrantLock lock = new ReentrantLock();
        private boolean off;
        private boolean rang;

        void ring(Thread sleeper) {
            lock.lock();
            try {
                if (!off) {
                    rang = true;
                    sleeper.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }

        /** From now on it does not ring. */
        boolean turnOff() {
            lock.lock();
            try {
                off = true;
                return rang;
            } finally {
                lock.unlock();
            }
        }
    }

    public <T> T call(Duration limit, Callable<T> body)
            throws ExecutionException, TimeoutException, InterruptedException {
        Alarm alarm = new Alarm();
        Thread caller = Thread.currentThread();
        Thread clock =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        Thread.sleep(limit);
                                        alarm.ring(caller);
                                    } catch (InterruptedException e) {
                                        // turned off before it was time
                                    }
                                });
        boolean rang = false;
        try {
            return body.call();
        } catch (InterruptedException e) {
            rang = alarm.turnOff();
            if (rang) {
                throw new TimeoutException();
            }
            throw e; // the caller's own
        } catch (Exception e) {
            throw new ExecutionException(e);
        } finally {
            rang = alarm.turnOff() || rang;
            clock.interrupt();
            joinAndKeep(clock, rang);
        }
    }

    /** The alarm may have rung after the body's last wait: what is left of it is taken away. */
    private static void joinAndKeep(Thread clock, boolean rang) {
        boolean interrupted = Thread.interrupted() && !rang;
        while (clock.isAlive()) {
            try {
                clock.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
