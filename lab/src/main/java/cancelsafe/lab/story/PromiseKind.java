package cancelsafe.lab.story;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** What can be promised: by every body, by a test, or by the exploration itself. */
public enum PromiseKind {
    /** An invariant of the test, which is the subject. */
    INVARIANT(""),
    /** What the test method asserts, which is the subject. */
    ASSERTION(""),
    /** One sequence of calls explains the results of concurrent ones, as the test asks. */
    LINEARIZABLE("the results of the calls are linearizable"),
    /** An interrupt is thrown, or still set, or carried by what the test names. */
    CANCELLATION_KEPT("the cancellation is not lost"),
    /** A cancelled body ends. */
    ENDS("the body ends when it is cancelled"),
    /** A body ends when a thread is cancelled that it depends on. */
    ENDS_WITH_OTHER("the body ends when the thread on which it relies is cancelled"),
    /** A body ends, whatever the schedule. */
    ENDS_IN_EVERY_SCHEDULE("the body ends in every schedule"),
    /** A body ends by itself. */
    ENDS_UNDISTURBED("the body ends when nothing disturbs it"),
    /** The interrupt status is left as it was found. */
    STATUS_KEPT("the interrupt status is what it was before", ", but "),
    /** What ends a thread is seen by somebody. */
    NO_FAILURE_UNSEEN("no thread dies of an exception that no handler gets"),
    /** A body that is disturbed, or scheduled otherwise, does not run into its own mistake. */
    NO_BUG("no bug makes the body fail"),
    /** What fails is told to the caller. */
    FAILURE_TOLD("a failure reaches the caller"),
    /** A body ends after a call that failed. */
    ENDS_AFTER_FAULT("the body ends when a call fails"),
    /** After a cancellation the same objects can be used again. */
    AGAIN("the same objects, used again, behave like fresh ones", ", but "),
    /** Nothing is called that can fail, which is no fault. */
    NO_CALL("the body makes none of the calls that may fail"),
    /** Some run came to an end, so that there is something to judge. */
    ENDS_SOMEHOW("the body ends in some run"),
    /** Threads do not wait for each other. */
    NO_DEADLOCK("there is no deadlock"),
    /** No thread outlives the body. */
    NO_THREAD_LEFT("no thread is left running"),
    /** No loop is deaf. */
    LOOPS_RESPOND("every long loop passes a cancellation point or a check", ", but not "),
    /** No loop ignores its token. */
    LOOPS_CHECK_TOKEN("every long loop checks the token", ", but not "),
    /** What was opened is closed. */
    NOTHING_OPEN("no file or channel is left open"),
    /** What was taken is given back. */
    NOTHING_HELD("no lock or permit is kept"),
    /** There is a point, as the test asks. */
    CANCELLABLE("the body passes at least one cancellation point"),
    /** No point is completed after the cancellation, as the test asks. */
    NO_POINT_AFTER("no call at a point completes after the cancellation"),
    /** A happens-before edge orders conflicting accesses. */
    NO_DATA_RACE("no data race"),
    /** An undisturbed body returns. */
    RETURNS("the body returns when nothing disturbs it", ", but "),
    /** An undisturbed recovery succeeds. */
    RECOVERS("the recovery succeeds when nothing disturbs it"),
    /** Equal runs go alike. */
    REPEATABLE("two equal runs take the same course", ", but "),
    /** The lab controls all that the body calls; if not, the detail says what to call instead. */
    CONTROLLED("the lab controls every call", ", but not "),
    /** There was not more to try than the lab tries. */
    EXHAUSTIVE("exhaustive"),
    /** Nothing can be cancelled, which is no fault. */
    NO_POINT("nothing here can be cancelled"),
    /** What the search has completed, which is the subject. */
    SEARCHED("");

    private final String sentence;
    private final String but;

    PromiseKind(String sentence) {
        this(sentence, ": ");
    }

    PromiseKind(String sentence, String but) {
        this.sentence = sentence;
        this.but = but;
    }

    /** The name in JSON, such as {@code no-data-race}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The promise in words, without detail; empty where only the detail says what it is. */
    public String sentence() {
        return sentence;
    }

    String describe(String subject, String detail) {
        if (sentence.isEmpty()) {
            return subject + detail;
        }
        if (this == EXHAUSTIVE && !detail.isEmpty()) {
            return "not exhaustive: " + detail;
        }
        return detail.isEmpty() ? sentence : sentence + but + detail;
    }
}
