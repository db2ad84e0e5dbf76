package flagtokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The interrupt status of the calling thread; a method that does not wait leaves it as it is. */
final class InterruptStatus {
    private static final List<Boolean> CLEAR_AND_SET = List.of(false, true);

    private InterruptStatus() {}

    /** Makes the call with a clear status, and once more with a set one. */
    static void isLeftAloneBy(String call, Runnable body) {
        for (boolean before : CLEAR_AND_SET) {
            becomes(before);
            body.run();
            assertThat(Thread.interrupted())
                    .as("interrupt status after %s, set before: %s", call, before)
                    .isEqualTo(before);
        }
    }

    /** Makes the call with a callback that finds the status of its caller, and may change it. */
    static void isSharedBy(String call, Consumer<Runnable> body) {
        for (boolean before : CLEAR_AND_SET) {
            for (boolean changed : CLEAR_AND_SET) {
                List<Boolean> found = new ArrayList<>();
                becomes(before);
                body.accept(
                        () -> {
                            found.add(Thread.interrupted());
                            becomes(changed);
                        });
                assertThat(Thread.interrupted())
                        .as("interrupt status after %s, last set to %s", call, changed)
                        .isEqualTo(changed);
                assertThat(found.removeFirst())
                        .as("interrupt status inside %s, set before: %s", call, before)
                        .isEqualTo(before);
                assertThat(found)
                        .as("interrupt status inside %s, last set to %s", call, changed)
                        .doesNotContain(!changed);
            }
        }
    }

    private static void becomes(boolean set) {
        if (set) {
            Thread.currentThread().interrupt();
        } else {
            Thread.interrupted();
        }
    }
}
