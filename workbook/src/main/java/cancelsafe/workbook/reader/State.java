package cancelsafe.workbook.reader;

import cancelsafe.workbook.judge.Verdict;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far the reader is with a kata. */
public enum State {
    /** Never judged. */
    UNTRIED,
    /** Judged, and never solved. */
    FAILING,
    /** The last verdict was that it is right. */
    SOLVED,
    /** Solved once; the last verdict was that it is not right any more. */
    REOPENED,
    /** Never solved, but the capstone of its chapter was; follows from that, and is not kept. */
    KNOWN;

    /** The state that a verdict leads to. */
    public State after(Verdict verdict) {
        return verdict.passed() ? SOLVED : wasSolved() ? REOPENED : FAILING;
    }

    /** Whether some verdict was that it is right. */
    public boolean wasSolved() {
        return this == SOLVED || this == REOPENED;
    }

    /** Whether there is no need to solve it. */
    public boolean isDone() {
        return wasSolved() || this == KNOWN;
    }

    /** Its name as a word in a text. */
    @JsonValue
    public String word() {
        return switch (this) {
            case UNTRIED -> "untried";
            case FAILING -> "failing";
            case SOLVED -> "solved";
            case REOPENED -> "reopened";
            case KNOWN -> "known";
        };
    }
}
