package cancelsafe.workbook.reader;

import cancelsafe.workbook.judge.Verdict;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the reader is with a kata. */
public enum State {
    /** Never judged. */
    @JsonProperty("untried")
    UNTRIED,
    /** Judged, and not solved. */
    @JsonProperty("failing")
    FAILING,
    /** The last verdict was that it is right. */
    @JsonProperty("solved")
    SOLVED;

    /** The state that a verdict leads to. */
    public static State after(Verdict verdict) {
        return verdict.passed() ? SOLVED : FAILING;
    }

    /** Its name as a word in a text. */
    public String word() {
        return switch (this) {
            case UNTRIED -> "untried";
            case FAILING -> "failing";
            case SOLVED -> "solved";
        };
    }
}
