package cancelsafe.workbook.serve;

import cancelsafe.book.Kata;

/** Judges answers for the pages. */
@FunctionalInterface
public interface Judging {
    /**
     * Begins to judge the reader's answer to a kata, and cancels a run that is under way. Does not
     * wait; the verdict comes as {@link News}.
     */
    void judge(Kata kata);
}
