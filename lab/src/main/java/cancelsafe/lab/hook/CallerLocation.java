package cancelsafe.lab.hook;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Where in woven code the calling thread is, for calls that the JDK tells of. */
public final class CallerLocation {
    private static final StackWalker WALKER = StackWalker.getInstance();

    private CallerLocation() {}

    /**
     * The line of woven code that led here, and the call that it makes.
     *
     * @param isWoven whether the class with this binary name is woven
     * @return empty if no woven code led here, or if it led here only because a class was loaded
     */
    public static Optional<CodeLocation> site(CodeLocation.Kind kind, Predicate<String> isWoven) {
        return WALKER.walk(
                frames ->
                        site(
                                kind,
                                isWoven,
                                frames.iterator(),
                                StackFrame::getClassName,
                                StackFrame::toStackTraceElement));
    }

    /** Whether woven code has led here by starting or waking a virtual thread. */
    public static boolean isWaking(Predicate<String> isWoven) {
        return WALKER.walk(
                frames ->
                        frames.map(StackFrame::getClassName)
                                .takeWhile(isWoven.negate())
                                .anyMatch("java.lang.VirtualThread"::equals));
    }

    /** The same for another thread, whose stack, from the innermost call, is {@code frames}. */
    public static Optional<CodeLocation> site(
            CodeLocation.Kind kind, Predicate<String> isWoven, List<StackTraceElement> frames) {
        return site(
                kind,
                isWoven,
                frames.iterator(),
                StackTraceElement::getClassName,
                Function.identity());
    }

    /**
     * The call of woven code in which another thread waits, if the lab cannot know whether it can
     * be cancelled: it stands in a library, or was made by reflection. What {@code
     * java.util.concurrent} waits for without being a point does not answer to an interrupt.
     *
     * @param frames the stack of the thread, from the innermost call
     */
    public static Optional<CodeLocation> unseen(
            Predicate<String> isWoven, List<StackTraceElement> frames) {
        int woven = 0;
        while (woven < frames.size() && !isWoven.test(frames.get(woven).getClassName())) {
            woven++;
        }
        if (woven == 0 || woven == frames.size()) {
            return Optional.empty();
        }
        String called = frames.get(woven - 1).getClassName();
        if (called.startsWith("java.util.concurrent.") || called.startsWith("cancelsafe.lab.")) {
            return Optional.empty();
        }
        boolean ofJdk = called.startsWith("java.") || called.startsWith("jdk.");
        return site(ofJdk ? CodeLocation.Kind.POINT : CodeLocation.Kind.LIBRARY, isWoven, frames);
    }

    /** Only the frames that matter become elements: to make one, the JVM builds four strings. */
    private static <F> Optional<CodeLocation> site(
            CodeLocation.Kind kind,
            Predicate<String> isWoven,
            Iterator<F> frames,
            Function<F, String> className,
            Function<F, StackTraceElement> element) {
        F called = null;
        while (frames.hasNext()) {
            F next = frames.next();
            String name = className.apply(next);
            if (name.equals("java.lang.ClassLoader") || name.startsWith("java.lang.invoke.")) {
                return Optional.empty();
            }
            if (isWoven.test(name)) {
                StackTraceElement frame = element.apply(next);
                String file = frame.getFileName();
                return Optional.of(
                        new CodeLocation(
                                kind,
                                name.replace('.', '/'),
                                frame.getMethodName(),
                                file == null ? "" : file,
                                Math.max(0, frame.getLineNumber()),
                                called == null ? "" : describe(element.apply(called)),
                                false));
            }
            called = next;
        }
        return Optional.empty();
    }

    /** As the caller would say it: the class without its package, and not its implementation. */
    private static String describe(StackTraceElement frame) {
        String name = frame.getClassName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return (simple.endsWith("Impl") ? simple.substring(0, simple.length() - 4) : simple)
                + "."
                + frame.getMethodName();
    }
}
