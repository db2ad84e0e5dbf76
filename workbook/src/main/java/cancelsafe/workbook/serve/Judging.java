package cancelsafe.workbook.serve;

import cancelsafe.book.Kata;

/** Judges answers for the pages. */
public interface Judging {
    /**
     * Begins to judge the reader's answer to a kata, and cancels a run that is under way. Does not
     * wait; the verdict comes as {@link News}.
     *
     * @param written whether the file has just got another text, which a watch sees by itself
     */
    void judge(Kata kata, boolean written);

    /** Cancels a run that is under way. A watch sees by itself that an answer has changed. */
    void cancel();
}
