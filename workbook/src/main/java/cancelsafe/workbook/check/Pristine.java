package cancelsafe.workbook.check;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Whether every exercise is as its reader is to find it. */
public final class Pristine {
    private Pristine() {}

    /** The exercises that differ from their starts, a sentence each. */
    public static List<String> complaints(Book book) throws IOException {
        List<String> complaints = new ArrayList<>();
        for (Kata kata : book.katas()) {
            if (!Files.exists(kata.exercise())) {
                complaints.add(
                        kata.id() + ": the exercise is missing; run kata reset " + kata.id());
                continue;
            }
            if (Files.mismatch(kata.exercise(), kata.start()) >= 0) {
                complaints.add(
                        ("%s: the exercise differs from its starting class; kata reset %s"
                                        + " restores the starting class")
                                .formatted(kata.id(), kata.id()));
            }
        }
        return complaints;
    }
}
