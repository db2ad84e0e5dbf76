import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import rx.Observable;

import java.util.concurrent.TimeUnit;

/** A thread blocks until a value arrives after 200 ms; if it leaves, its source must be stopped. */
public final class RxSource implements LibraryDriver {
    private volatile boolean unsubscribed;

    @Override
    public void body() {
        Observable.timer(200, TimeUnit.MILLISECONDS)
                .doOnUnsubscribe(() -> unsubscribed = true)
                .toBlocking()
                .single();
    }

    @Override
    public void check(Ended ended) {
        if (ended.cancelled() && !unsubscribed) {
            throw new AssertionError("the caller has left, and the source is still subscribed");
        }
    }
}
