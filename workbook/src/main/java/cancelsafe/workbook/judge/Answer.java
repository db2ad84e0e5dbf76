package cancelsafe.workbook.judge;

import cancelsafe.book.Kata;

import java.nio.file.Path;

/**
 * A source file that is to be judged as an answer to a kata.
 *
 * @param file any name will do; it is compiled as if it bore the kata's
 */
public record Answer(Kata kata, Path file) {
    /** What the reader has in the exercises. */
    public static Answer ofReader(Kata kata) {
        return new Answer(kata, kata.exercise());
    }

    /** The file as a person would name it: below the clone without the clone's own path. */
    public String describe() {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(kata.root())
                ? kata.root().relativize(absolute).toString()
                : file.toString();
    }
}
