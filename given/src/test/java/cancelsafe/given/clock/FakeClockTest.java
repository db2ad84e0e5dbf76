package cancelsafe.given.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

class FakeClockTest {
    @Test
    void theClockMovesOnlyWhenItIsAdvanced() {
        FakeClock clock = new FakeClock(Instant.EPOCH);
        var elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));

        clock.advance(Duration.ofHours(1));

        assertThat(elsewhere.instant()).isEqualTo(Instant.EPOCH.plus(Duration.ofHours(1)));
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
