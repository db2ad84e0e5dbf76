package cancelsafe.lab.weave;

import java.lang.constant.ClassDesc;
import java.util.Set;

/**
 * Calls of the JDK that wait for a time at most. What they promise is that they do not return
 * before it is over; how much later they return is left to the machine.
 */
final class TimedCalls {
    private static final Set<String> TIMES =
            Set.of("J", "Ljava/time/Duration;", "Ljava/util/Date;");

    private TimedCalls() {}

    /** Whether a call that is a cancellation point has a time among its parameters. */
    static boolean isTimed(Call call) {
        return (call.owner().startsWith("java/util/concurrent/")
                        || call.owner().startsWith("java/lang/"))
                && call.type().parameterList().stream()
                        .map(ClassDesc::descriptorString)
                        .anyMatch(TIMES::contains);
    }
}
