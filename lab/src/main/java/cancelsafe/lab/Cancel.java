package cancelsafe.lab;

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
        Exploration exploration =
                new Exploration("everywhere", caller.getSimpleName() + ".java", test::accept);
        try {
            Report report = exploration.explore();
            Verdict.of(report, caller.getClassLoader());
            return report.story();
        } catch (Exploration.NotBegun e) {
            throw switch (e.getCause()) {
                case RuntimeException misuse -> misuse;
                case Error failure -> throw failure;
                case null, default -> e;
            };
        }
    }
}
