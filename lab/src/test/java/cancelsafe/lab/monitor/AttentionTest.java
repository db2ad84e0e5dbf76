package cancelsafe.lab.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** When the lab looks away from itself. */
class AttentionTest {
    private final boolean[] isObserver = {false};
    private final Attention attention = new Attention(() -> isObserver[0]);
    private final List<Boolean> seen = new ArrayList<>();

    @Test
    void theLabLooksAwayFromObservers() {
        assertThat(attention.looksAway()).isFalse();
        isObserver[0] = true;
        assertThat(attention.looksAway()).isTrue();
    }

    @Test
    void theLabLooksAwayWhileItCancels() {
        attention.mute(() -> seen.add(attention.looksAway()));
        assertThat(seen).containsExactly(true);
        assertThat(attention.looksAway()).isFalse();
    }

    @Test
    void aCancellationThatThrowsLeavesTheLabAwake() {
        assertThatThrownBy(
                        () ->
                                attention.mute(
                                        () -> {
                                            throw new IllegalStateException();
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(attention.looksAway()).isFalse();
    }

    @Test
    void aNoteTakesNoNoteOfItself() {
        attention.note(
                () -> {
                    seen.add(attention.isTakingNote());
                    attention.note(() -> seen.add(false));
                });
        assertThat(seen).containsExactly(true);
        assertThat(attention.isTakingNote()).isFalse();
    }

    @Test
    void nothingIsNotedOfAnObserver() {
        isObserver[0] = true;
        attention.note(() -> seen.add(true));
        assertThat(seen).isEmpty();
    }
}
