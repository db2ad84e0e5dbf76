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
    REOPENED;

    /** The state that a verdict leads to. */
    public State after(Verdict verdict) {
        return verdict.passed() ? SOLVED : wasSolved() ? REOPENED : FAILING;
    }

    /** Whether some verdict was that it is right. */
    public boolean wasSolved() {
        return this == SOLVED || this == REOPENED;
    }

    /** Its name as a word in a text. */
    @JsonValue
    public String word() {
        return switch (this) {
            case UNTRIED -> "untried";
            case FAILING -> "failing";
            case SOLVED -> "solved";
            case REOPENED -> "reopened";
        };
    }
}
