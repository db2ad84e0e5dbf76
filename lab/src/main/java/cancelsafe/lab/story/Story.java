package cancelsafe.lab.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What the lab saw when it explored one test: every point, and what a cancellation there left
 * behind. Equal code gives an equal story, byte for byte: no thread ids, no hash codes, no times.
 *
 * @param schema version of this format, 3
 * @param kata id of the kata, empty where there is none
 * @param answer name of the answer that was judged, empty where there is none
 * @param test name of the test method
 * @param source name of the file that the points lie in, empty if there is none
 * @param sourceSha256 hash of that file, in hex, empty where it is not known
 * @param watch names of the watched values, in order
 * @param points the cancellation points that the undisturbed run passed, in order, then others at
 *     which a disturbed run, or a recovery, was disturbed
 * @param runs the undisturbed run, then one for each cancellation, then others in which a promise
 *     was broken
 * @param tried what was tried besides the undisturbed run; empty in stories of schema 2
 */
public record Story(
        int schema,
        String kata,
        String answer,
        String test,
        String source,
        String sourceSha256,
        List<String> watch,
        List<Point> points,
        List<Run> runs,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Tried> tried) {

    /** The version of this format. */
    public static final int SCHEMA = 3;

    /** The oldest version that can still be read: later ones have only added to it. */
    public static final int OLDEST = 2;

    /** In JSON an empty list is missing. */
    @SuppressWarnings("ConstantValue")
    public Story {
        tried = tried == null ? List.of() : tried;
    }

    /** What was tried, in words, and in how many runs. */
    public record Tried(String what, int runs) {}

    /**
     * Whether a line is known not to have been reached in a run: the undisturbed run reached it, so
     * that it has code, and nothing is left out that could tell of it.
     */
    public boolean isUnreached(Run run, int line) {
        return run.gaps().isEmpty() && !reaches(run, line) && reaches(runs.getFirst(), line);
    }

    private static boolean reaches(Run run, int line) {
        return run.steps().stream().anyMatch(s -> s.line() == line);
    }

    /** The same story, told of a kata's answer. */
    public Story of(String ofKata, String ofAnswer, String ofSourceSha256) {
        return new Story(
                schema, ofKata, ofAnswer, test, source, ofSourceSha256, watch, points, runs, tried);
    }

    /**
     * A place where the body can be cancelled or, where the test crashes it, left standing. Behind
     * those that the undisturbed body passes stand others: its clean-up and its recovery were
     * disturbed there.
     *
     * @param n its number in the run, from 1
     * @param file simple name of the source file
     * @param line line in that file, from 1; 0 where every thread waits
     * @param call what is called there, such as {@code Auditor.approve}
     * @param thread name of the lab's thread, {@code body} for the one that runs the body, {@code
     *     recovery} for the one that runs its recovery
     */
    public record Point(int n, String file, int line, String call, String thread) {
        /** The place in the source, in words: {@code at line 12}. */
        public String where() {
            return line == 0 ? "at rest" : "at line " + line;
        }
    }

    /**
     * When a cancellation reaches its point: before the call, while it waits, or after bytes have
     * gone; or, before the call, a crash, and what of the unforced writes it leaves on the disk.
     */
    public enum When {
        /** Before the call. */
        @JsonProperty("before")
        BEFORE,
        /** While the call waits. */
        @JsonProperty("waiting")
        WAITING,
        /** When bytes have gone, and the call has not yet returned. */
        @JsonProperty("after")
        AFTER,
        /** When the call has waited for a part of its time. */
        @JsonProperty("waited")
        WAITED,
        /** In the same instant as what the call has waited for, and before it returns. */
        @JsonProperty("answered")
        ANSWERED,
        /** In the place of a call, which returned or failed without a reason, as it may. */
        @JsonProperty("allowed")
        ALLOWED,
        /** Before the body began: the interrupt status was set. */
        @JsonProperty("entry")
        ENTRY,
        /** In the place of a call: it failed. */
        @JsonProperty("fault")
        FAULT,
        /** A crash after which all that was written is on the disk. */
        @JsonProperty("crash")
        CRASH,
        /** A crash after which the writes since the last force of each file are lost. */
        @JsonProperty("lost")
        LOST,
        /**
         * A crash after which they are lost in one file, the one that was written to first, and are
         * on the disk in all others.
         */
        @JsonProperty("part-lost")
        PART_LOST,
        /** A crash after which half of the last write is on the disk. */
        @JsonProperty("half")
        HALF;

        /** Whether the body is dropped where it stands. */
        public boolean isCrash() {
            return this == CRASH || this == LOST || this == PART_LOST || this == HALF;
        }
    }

    /**
     * One disturbance of a run.
     *
     * @param n the number of its point
     * @param what it was, as the test names it, such as {@code stop} or {@code IOException}; empty
     *     where the test disturbs in one way only, and then not in the JSON
     * @param nanos how long the call has waited, if that is when it comes, or by how much it
     *     returned late; else 0, and then not in the JSON
     */
    public record Cancel(
            int n,
            When when,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String what,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long nanos) {
        /** The name of an interrupt, where it is one of several disturbances. */
        public static final String INTERRUPT = "interrupt";

        /** The interrupt status is set before the body begins: it has no point yet. */
        public static final Cancel ON_ENTRY = new Cancel(0, When.ENTRY);

        /** In JSON an empty text is missing. */
        @SuppressWarnings("ConstantValue")
        public Cancel {
            what = what == null ? "" : what;
        }

        /** A disturbance that does not depend on time. */
        public Cancel(int n, When when, String what) {
            this(n, when, what, 0);
        }

        /** An interrupt or a crash. */
        public Cancel(int n, When when) {
            this(n, when, "");
        }

        /** An interrupt of a call that has waited for so long. */
        public static Cancel afterWaiting(int n, long nanos) {
            return new Cancel(n, When.WAITED, "", nanos);
        }

        /** The same, at the point with this number. */
        public Cancel at(int point) {
            return new Cancel(point, when, what, nanos);
        }

        /** The same, of a disturbance with this name. */
        public Cancel of(String name) {
            return new Cancel(n, when, name, nanos);
        }

        /** What the test does at its point, in words. */
        @JsonIgnore
        public String action() {
            if (what.equals(INTERRUPT)) {
                return "an interrupt";
            }
            boolean isMethod = what.chars().allMatch(Character::isJavaIdentifierPart);
            return "the test's " + what + (isMethod ? "()" : "");
        }

        /** Whether a call returned later than its time limit says, as it may. */
        @JsonIgnore
        public boolean isLateReturn() {
            return when == When.ALLOWED && nanos > 0;
        }

        /** Whether it comes at a cancellation point of the body. */
        @JsonIgnore
        public boolean isAtPoint() {
            return when != When.ENTRY && when != When.FAULT && when != When.ALLOWED;
        }
    }

    /**
     * The watched values as text: before the body, where the (last) cancellation came, and at the
     * end.
     */
    public record Values(List<String> before, List<String> at, List<String> end) {}

    /** A line of the source that a thread reached. */
    public record Step(String thread, int line) {}

    /**
     * One run of the body.
     *
     * @param cancel the cancellations that were delivered, none in the undisturbed run
     * @param ended how the body ended, as a clause, if a promise was broken; else empty, and then
     *     not in the JSON
     * @param thrown simple class name of what the body threw, null if it returned
     * @param flag the interrupt status at the end
     * @param values the watched values
     * @param promises what every body owes and what the test asked for, in order
     * @param lastLine the last line of the source that was reached, 0 if none
     * @param thrownLine the line of the source in which the interrupt exception was thrown that the
     *     body ended with, if it is another than that of the last cancellation; else 0, and then
     *     not in the JSON
     * @param steps how it went, line by line, shortened where it is long
     * @param gaps the indices of the steps before which others are left out; not in the JSON if
     *     there are none
     * @param departures the indices of the steps with which the schedule let another thread go on
     *     than the expected one; not in the JSON if there are none
     * @param schedule where the schedule of the threads was open: how it was decided, for {@link
     *     cancelsafe.lab.Attempt#replay}; else empty, and then not in the JSON
     */
    public record Run(
            List<Cancel> cancel,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String ended,
            @Nullable String thrown,
            boolean flag,
            Values values,
            List<Promise> promises,
            int lastLine,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int thrownLine,
            List<Step> steps,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> gaps,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> departures,
            @JsonProperty("order") @JsonInclude(JsonInclude.Include.NON_EMPTY) String schedule) {

        /** Stories of runs in the expected schedule do not speak of it; in JSON it is the order. */
        @SuppressWarnings("ConstantValue") // in JSON it may be missing
        public Run {
            schedule = schedule == null ? "" : schedule;
            ended = ended == null ? "" : ended;
            gaps = gaps == null ? List.of() : gaps;
            departures = departures == null ? List.of() : departures;
        }

        /** Whether every promise was kept. */
        public boolean kept() {
            return promises.stream().allMatch(Promise::kept);
        }
    }
}
