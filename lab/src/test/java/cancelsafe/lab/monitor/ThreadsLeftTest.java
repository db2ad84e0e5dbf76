package cancelsafe.lab.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.monitor.ThreadsLeft.Left;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Where threads were started that outlive the body. */
class ThreadsLeftTest {
    private final ThreadsLeft left = new ThreadsLeft();
    private final Thread a = Thread.ofVirtual().name("a").unstarted(() -> {});

    private static CodeLocation line(int number) {
        return new CodeLocation(
                CodeLocation.Kind.LINE, "a/Body", "run", "Body.java", number, "", false);
    }

    private List<Left> described() {
        return left.describe(List.of(a), Thread::getName, t -> "at rest");
    }

    @Test
    void theFirstLineThatWokeAThreadIsItsOrigin() {
        left.startedAt(a, line(1));
        left.startedAt(a, line(2));
        assertThat(described()).containsExactly(new Left("a", "at rest", "Body.java:1"));
    }

    @Test
    void aThreadThatNoLineHasStartedIsFromOutside() {
        left.startedAt(a, null);
        assertThat(described()).containsExactly(new Left("a", "at rest", "outside"));
    }
}
