package cancelsafe.lab.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A promise, and whether a run kept it.
 *
 * @param kind what is promised
 * @param subject what the test calls it, where the kind has no sentence of its own; else empty, and
 *     then not in the JSON
 * @param detail what speaks against it; may be empty, and then not in the JSON
 * @param kept whether the run kept it
 * @param inRecovery whether the recovery owed it and not the body; not in the JSON if false
 */
public record Promise(
        PromiseKind kind,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String subject,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String detail,
        boolean kept,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean inRecovery) {

    /** In JSON an empty text is missing. */
    @SuppressWarnings("ConstantValue")
    public Promise {
        subject = subject == null ? "" : subject;
        detail = detail == null ? "" : detail;
    }

    /** A promise of the lab that was kept. */
    public static Promise kept(PromiseKind kind) {
        return new Promise(kind, "", "", true, false);
    }

    /** A promise of the lab that was broken. */
    public static Promise broken(PromiseKind kind, String detail) {
        return new Promise(kind, "", detail, false, false);
    }

    /** A promise of the test. */
    public static Promise ofTest(PromiseKind kind, String subject, String detail, boolean kept) {
        return new Promise(kind, subject, detail, kept, false);
    }

    /** The same, owed by the recovery. */
    public Promise ofRecovery() {
        return new Promise(kind, subject, detail, kept, true);
    }

    /** The same with more detail. */
    public Promise because(String why) {
        return new Promise(kind, subject, detail + ": " + why, kept, inRecovery);
    }

    /** The promise in words, whether it was kept or not. */
    @JsonIgnore
    public String sentence() {
        return (inRecovery ? "in the recovery, " : "") + kind.sentence() + subject;
    }

    /** The promise in words, and, if it is broken, what speaks against it. */
    @JsonIgnore
    public String text() {
        return (inRecovery ? "in the recovery, " : "") + kind.describe(subject, detail);
    }
}
