import cancelsafe.lab.real.LibraryDriver;

import reactor.core.publisher.Mono;

import java.time.Duration;

/** A thread blocks until a value arrives after 200 ms. */
public final class ReactorBlock implements LibraryDriver {
    @Override
    public void body() {
        Mono.delay(Duration.ofMillis(200)).block();
    }
}
