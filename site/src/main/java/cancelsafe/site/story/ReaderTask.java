package cancelsafe.site.story;

import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story;

import java.util.Collection;
import java.util.Locale;

/** What the reader may do to a piece of code, in the order in which it is learned. */
public enum ReaderTask {
    CANCEL("One cancellation", "Choose the moment of the cancellation."),
    PAIR("Two cancellations", "The second cancellation can hit the cleanup after the first."),
    SWITCH("Another interleaving", "Choose the step after which another thread continues."),
    NOTHING("No cancellation", "The code runs without a cancellation. Does it keep its promises?");

    private final String heading;
    private final String sentence;

    ReaderTask(String heading, String sentence) {
        this.heading = heading;
        this.sentence = sentence;
    }

    public String heading() {
        return heading;
    }

    public String sentence() {
        return sentence;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What a test does with an answer that gives it the time: the same for all of its answers, so
     * that it does not tell which of them fail early.
     *
     * @param stories all that are recorded of one test
     */
    public static ReaderTask of(Collection<Story> stories) {
        int most =
                stories.stream()
                        .flatMap(s -> s.runs().stream())
                        .mapToInt(r -> r.cancel().size())
                        .max()
                        .orElse(0);
        if (most > 0) {
            return most == 1 ? CANCEL : PAIR;
        }
        return stories.stream().anyMatch(ReaderTask::isInEveryOrder) ? SWITCH : NOTHING;
    }

    private static boolean isInEveryOrder(Story story) {
        return story.runs().stream()
                .anyMatch(
                        r ->
                                !r.schedule().isEmpty()
                                        || r.promises().stream().anyMatch(ReaderTask::counts));
    }

    private static boolean counts(Promise promise) {
        return promise.kind() == PromiseKind.SEARCHED;
    }
}
