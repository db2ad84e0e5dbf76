package cancelsafe.workbook.reader;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.book.Kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which katas a reader goes through. */
public enum Track {
    /** Every kata that is not known from the capstone of its chapter. */
    WHOLE,
    /** The capstones that are not solved yet, for a reader with experience. */
    CAPSTONES;

    /**
     * The next kata of this track.
     *
     * @param states how far the reader is, by id of the kata
     * @param from need not be on this track
     * @return empty if none follows
     */
    public Optional<Kata> next(Book book, Map<String, State> states, Kata from) {
        List<Kata> katas = book.katas();
        return katas.stream()
                .skip(katas.indexOf(from) + 1L)
                .filter(kata -> has(kata, states))
                .findFirst();
    }

    /** The first kata of this track; empty if there is none, or none is left. */
    public Optional<Kata> first(Book book, Map<String, State> states) {
        return book.katas().stream().filter(kata -> has(kata, states)).findFirst();
    }

    private boolean has(Kata kata, Map<String, State> states) {
        State state = states.getOrDefault(kata.id(), State.UNTRIED);
        return switch (this) {
            case WHOLE -> state != State.KNOWN;
            case CAPSTONES -> kata.kind() == Kind.CAPSTONE && !state.wasSolved();
        };
    }
}
