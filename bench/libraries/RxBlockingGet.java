import cancelsafe.lab.real.LibraryDriver;

import io.reactivex.rxjava3.core.Single;

import java.util.concurrent.TimeUnit;

/** A thread blocks until a value arrives after 200 ms. */
public final class RxBlockingGet implements LibraryDriver {
    @Override
    public void body() {
        Single.timer(200, TimeUnit.MILLISECONDS).blockingGet();
    }
}
