package cancelsafe.lab.run;

import cancelsafe.lab.weave.Weaver;

import java.util.Arrays;
import java.util.Optional;

/** Where in woven code a stack trace leads to, in words. */
public final class WovenFrames {
    private WovenFrames() {}

    /** An exception and the line of woven code that it came from. */
    public static String describe(Throwable thrown) {
        return thrown + where(thrown.getStackTrace()).map(at -> ", " + at).orElse("");
    }

    /** The line of woven code that the thread is in. */
    static String describe(Thread thread) {
        return where(thread.getStackTrace())
                .orElse(
                        switch (thread.getState()) {
                            case NEW -> "never started";
                            case RUNNABLE -> "about to go on";
                            default -> "idle in a pool or a library";
                        });
    }

    private static Optional<String> where(StackTraceElement[] stack) {
        return innermost(stack).map(f -> "at " + f.getFileName() + ":" + f.getLineNumber());
    }

    /** The innermost frame of woven code; empty if there is none. */
    public static Optional<StackTraceElement> innermost(StackTraceElement[] stack) {
        return Arrays.stream(stack).filter(f -> Weaver.hasWoven(f.getClassName())).findFirst();
    }
}
