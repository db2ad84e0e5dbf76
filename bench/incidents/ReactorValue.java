import cancelsafe.lab.real.LibraryDriver;

import reactor.core.publisher.Mono;

import java.time.Duration;

/** A thread blocks until a value arrives after 50 ms. */
public final class ReactorValue implements LibraryDriver {
    @Override
    public void body() {
        Mono.delay(Duration.ofMillis(50)).block();
    }
}
