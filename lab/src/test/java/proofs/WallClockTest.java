package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;

/** What a run sees of the wall clock. */
class WallClockTest {
    @Test
    void everyWallClockShowsTheTimeOfTheRun() {
        Judged.holds(
                () -> {
                    ZoneId zone = ZoneId.of("Asia/Tokyo");
                    Instant begin = Instant.now();
                    assertThat(begin).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
                    Thread.sleep(Duration.ofDays(1));
                    Instant end = begin.plus(Duration.ofDays(1));
                    assertThat(Clock.systemUTC().instant()).isEqualTo(end);
                    assertThat(Clock.system(zone).millis()).isEqualTo(end.toEpochMilli());
                    assertThat(System.currentTimeMillis()).isEqualTo(end.toEpochMilli());
                    assertThat(new Date()).isEqualTo(Date.from(end));
                    assertThat(LocalDateTime.now(zone)).isEqualTo("2026-01-02T09:00");
                    assertThat(LocalDate.now(Clock.systemUTC())).isEqualTo("2026-01-02");
                });
    }

    @Test
    void outsideARunTheClockIsTheRealOne() {
        // a test that runs in the virtual year would have begun at its first moment
        assertThat(Instant.now()).isNotEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }
}
