package cancelsafe.workbook.command;

import cancelsafe.book.Question;
import cancelsafe.workbook.reader.Card;
import cancelsafe.workbook.reader.ReviewPlan;
import cancelsafe.workbook.reader.Reviews;
import cancelsafe.workbook.screen.Ink;
import cancelsafe.workbook.screen.QuestionText;

import java.io.IOException;
import java.time.LocalDate;

/**
 * One review in a terminal. Each answer is kept as soon as it is given, so a review that the reader
 * breaks off loses nothing.
 */
record ReviewSession(Desk desk, Reviews reviews, LocalDate today, Keys keys) {
    /** Where the keys come from. */
    @FunctionalInterface
    interface Keys {
        /** Waits for a key. */
        ReviewKey next();
    }

    /**
     * Asks the questions of a plan.
     *
     * @return whether all were answered
     */
    boolean ask(ReviewPlan plan) throws IOException {
        int all = plan.questions().size();
        int known = 0;
        for (int n = 0; n < all; n++) {
            Question question = plan.questions().get(n);
            QuestionText.asked(question, "%d of %d".formatted(n + 1, all), desk.width())
                    .forEach(desk::print);
            desk.print(
                    Ink.DIM.of(" Decide, then press any key for the answer. q ends the review."));
            if (keys.next() == ReviewKey.QUIT) {
                return false;
            }
            QuestionText.answer(question, desk.width()).forEach(desk::print);
            desk.print(Ink.STRONG.of(" Did you know it?  y yes  n no"));
            ReviewKey answer = keys.next();
            while (answer == ReviewKey.OTHER) {
                answer = keys.next();
            }
            if (answer == ReviewKey.QUIT) {
                return false;
            }
            Card card = reviews.note(question, answer == ReviewKey.YES, today);
            known += answer == ReviewKey.YES ? 1 : 0;
            String said = answer == ReviewKey.YES ? " Yes" : " No";
            desk.print(
                    Ink.DIM.of(
                            said
                                    + ". The question will be asked again "
                                    + Day.of(card.due(), today)
                                    + "."));
            desk.print("");
        }
        if (all > 0) {
            desk.print(Ink.STRONG.of(" You knew %d of %d.".formatted(known, all)));
        }
        return true;
    }
}
