package cancelsafe.probe;

import cancelsafe.lab.Body;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for two hours on the clock of its run; both waits throw when they are cancelled. */
public final class Probe implements Body {
    /** A body. */
    public Probe() {}

    @Override
    public void run() throws InterruptedException {
        boolean acquired = new Semaphore(0).tryAcquire(1, TimeUnit.HOURS);
        if (!acquired) {
            Thread.sleep(TimeUnit.HOURS.toMillis(1));
        }
    }
}
