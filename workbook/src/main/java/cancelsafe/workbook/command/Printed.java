package cancelsafe.workbook.command;

import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.screen.Header;
import cancelsafe.workbook.screen.SourceLines;
import cancelsafe.workbook.screen.VerdictText;

import java.io.IOException;

/** A verdict on paper: all of it, one row after the other. */
record Printed(Desk desk) {
    void print(Answer answer, Verdict verdict) {
        Kata kata = answer.kata();
        Header.of(kata, verdict.millis() + " ms", desk.width()).forEach(desk::print);
        String all = "./kata story " + kata.number();
        VerdictText.of(verdict, kata, SourceLines.of(answer.file()), desk.width(), false, all)
                .forEach(desk::print);
        desk.print("");
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
