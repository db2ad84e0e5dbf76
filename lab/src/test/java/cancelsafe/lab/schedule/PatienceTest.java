package cancelsafe.lab.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The driver's patience, by clocks of its own. */
class PatienceTest {
    private final Patience patience = new Patience(10_000_000);

    @Test
    void timeInWhichTheDriverRunsCounts() {
        for (long now = 1; now <= 10_000_001; now += 500_000) {
            assertThat(patience.isOverAt(now)).isFalse();
        }
        assertThat(patience.isOverAt(10_000_002)).isTrue();
    }

    @Test
    void timeInWhichSomethingElseRunsDoesNotCount() {
        assertThat(patience.isOverAt(1)).isFalse();
        assertThat(patience.isOverAt(3_600_000_000_000L)).isFalse();
        assertThat(patience.isOverAt(3_600_000_000_001L)).isFalse();
    }
}
