package cancelsafe.workbook.command;

import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.screen.Header;
import cancelsafe.workbook.screen.SourceLines;
import cancelsafe.workbook.screen.VerdictText;

import java.io.IOException;

/**
 * A verdict on paper, one row after the other.
 *
 * @param full whether each failing test is shown in full, and not only the first
 */
record Printed(Desk desk, boolean full) {
    Printed(Desk desk) {
        this(desk, false);
    }

    void print(Answer answer, Verdict verdict) {
        Kata kata = answer.kata();
        Header.of(kata, verdict.millis() + " ms", desk.width()).forEach(desk::print);
        VerdictText.of(
                        verdict,
                        kata,
                        SourceLines.of(answer.file()),
                        desk.width(),
                        full,
                        whatShowsAll(answer))
                .forEach(desk::print);
        desk.print("");
    }

    /** What is typed for the tests that are not shown in full. */
    private static String whatShowsAll(Answer answer) {
        Kata kata = answer.kata();
        return answer.equals(Answer.ofReader(kata))
                ? "./kata test " + kata.number() + " --full"
                : "./kata judge --full";
    }

    /** Prints a verdict, then compares it: the reader need not wait for that. */
    Verdict printThenCompare(Answer answer, Verdict verdict, Judge judge)
            throws IOException, InterruptedException {
        print(answer, verdict);
        Verdict compared = judge.compared(answer.kata(), verdict);
        VerdictText.resemblance(compared, answer.kata(), desk.width()).forEach(desk::print);
        return compared;
    }
}
