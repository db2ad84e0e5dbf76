package cancelsafe.workbook.screen;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.workbook.reader.State;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

import java.util.List;
import java.util.Map;

/** The rule below the header: every kata has its place in it, every chapter a piece. */
public final class Bar {
    private static final String SOLVED = "=";
    private static final String KNOWN = "~";
    private static final String OPEN = "-";
    private static final String HERE = ">";

    private Bar() {}

    /**
     * The row.
     *
     * @param states by id
     * @param here the kata that the reader is at
     */
    public static AttributedString of(Book book, Map<String, State> states, Kata here, int width) {
        List<Chapter> chapters =
                book.chapters().stream().filter(c -> !c.katas().isEmpty()).toList();
        int places = (width - chapters.size()) / book.katas().size();
        if (places == 0) {
            return share(book, states, width);
        }
        AttributedStringBuilder row = new AttributedStringBuilder();
        for (Chapter chapter : chapters) {
            row.append(" ");
            for (Kata kata : chapter.katas()) {
                State state = states.getOrDefault(kata.id(), State.UNTRIED);
                Ink ink = state.isDone() ? Ink.KEPT : Ink.DIM;
                String mark = state.wasSolved() ? SOLVED : state.isDone() ? KNOWN : OPEN;
                boolean isHere = kata.equals(here);
                row.append(isHere ? Ink.STRONG.of(HERE) : ink.of(mark));
                row.append(ink.of(mark.repeat(places - 1)));
            }
        }
        return row.toAttributedString();
    }

    /** Where there are more katas than columns: the share that is solved. */
    private static AttributedString share(Book book, Map<String, State> states, int width) {
        long solved = states.values().stream().filter(State::wasSolved).count();
        int done = (int) (solved * (width - 1) / book.katas().size());
        return Ink.line(
                Ink.KEPT.of(" " + SOLVED.repeat(done)), Ink.DIM.of(OPEN.repeat(width - 1 - done)));
    }
}
