package cancelsafe.lab.explore;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.story.Story;

import java.util.function.Consumer;

/** The lab for test libraries other than JUnit. */
public final class Cancel {
    private static final StackWalker CALLER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private Cancel() {}

    /**
     * Calls {@code test} once undisturbed and once for each place where its body can be cancelled.
     *
     * @param test makes fresh objects, says what must hold and calls {@link Attempt#run} once
     * @return what the lab saw
     * @throws AssertionError if a promise was broken, with the story in words
     * @throws IllegalStateException if the lab is misused, for example with code that is not woven
     */
    public static Story everywhere(Consumer<Attempt> test) {
        Class<?> caller = CALLER.getCallerClass();
        try {
            Report report = new Exploration("everywhere", caller, test::accept).explore();
            report.mustHold();
            return report.story();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable t) {
            throw new IllegalStateException(t); // a consumer declares none
        }
    }
}
