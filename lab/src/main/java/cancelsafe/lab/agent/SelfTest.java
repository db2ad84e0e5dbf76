package cancelsafe.lab.agent;

import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.story.Story;
import cancelsafe.probe.Probe;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Tries the lab on a body of its own. Whoever has changed the JDK's classes must look whether they
 * do what they shall; a lab that sees nothing would let everybody pass.
 */
final class SelfTest {
    /** The body's class, as the virtual machine names it. */
    static final String PROBE = "cancelsafe/probe/Probe";

    private static final List<String> POINTS = List.of("Semaphore.tryAcquire", "Thread.sleep");

    private SelfTest() {}

    /**
     * Explores the body.
     *
     * @throws IllegalStateException if that does not come out as it must
     */
    static void run() {
        List<String> points;
        try {
            Story story = Cancel.everywhere(attempt -> attempt.run(new Probe()));
            points = story.points().stream().map(Story.Point::call).toList();
        } catch (RuntimeException | Error e) {
            throw failed(String.valueOf(e.getMessage()), e);
        }
        if (!points.equals(POINTS)) {
            throw failed("its points are " + points + " and should be " + POINTS, null);
        }
    }

    private static IllegalStateException failed(String why, @Nullable Throwable cause) {
        return new IllegalStateException(
                "the lab does not work in this virtual machine, %s: its self-test failed: %s"
                        .formatted(Runtime.version(), why),
                cause);
    }
}
