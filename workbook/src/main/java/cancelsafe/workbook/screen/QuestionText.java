package cancelsafe.workbook.screen;

import cancelsafe.book.Chapter;
import cancelsafe.book.Question;
import cancelsafe.book.Question.Predict;
import cancelsafe.book.Question.Recall;

import org.jline.utils.AttributedString;

import java.util.ArrayList;
import java.util.List;

/** A question of a review as rows. */
public final class QuestionText {
    private static final String INDENT = "   ";

    private QuestionText() {}

    /**
     * What is asked, below a rule.
     *
     * @param place of the question in the review, such as {@code 3 of 10}
     */
    public static List<AttributedString> asked(Question question, String place, int width) {
        List<AttributedString> rows = new ArrayList<>();
        rows.add(
                Ink.DIM.of(
                        " " + "-".repeat(Math.max(1, width - place.length() - 3)) + " " + place));
        Wrap.of(heading(question), width, " ").forEach(row -> rows.add(Ink.STRONG.of(row)));
        rows.add(AttributedString.EMPTY);
        if (question instanceof Predict predict) {
            boolean isNarrow = predict.code().lines().allMatch(line -> line.length() < width);
            verbatim(rows, isNarrow ? " " : "", predict.code());
            rows.add(AttributedString.EMPTY);
        }
        prose(rows, question.text(), width);
        rows.add(AttributedString.EMPTY);
        return rows;
    }

    private static String heading(Question question) {
        Chapter chapter = question.section().chapter();
        return switch (question) {
            case Predict p -> chapter.label() + ", " + p.section().title();
            case Recall _ -> chapter.label() + ", " + chapter.title();
        };
    }

    /** The answer. */
    public static List<AttributedString> answer(Question question, int width) {
        List<AttributedString> rows = new ArrayList<>();
        switch (question) {
            case Predict p -> {
                rows.add(Ink.STRONG.of(INDENT + "It prints"));
                verbatim(rows, INDENT + "  ", p.output());
            }
            case Recall r -> prose(rows, r.answer(), width);
        }
        rows.add(AttributedString.EMPTY);
        return rows;
    }

    private static void verbatim(List<AttributedString> rows, String indent, String text) {
        text.lines().forEach(line -> rows.add(Ink.PLAIN.of(indent + line)));
    }

    private static void prose(List<AttributedString> rows, String text, int width) {
        Wrap.of(text, width - 2, INDENT).forEach(row -> rows.add(Ink.PLAIN.of(row)));
    }
}
