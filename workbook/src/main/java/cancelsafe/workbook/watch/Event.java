package cancelsafe.workbook.watch;

import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Verdict;

import java.net.URI;

/** What happens in watch mode. */
sealed interface Event {
    /** The text of an answer has changed. */
    record Saved(Kata kata) implements Event {}

    /** A run has its verdict. */
    record Judged(int run, Verdict verdict) implements Event {}

    /** A run has no verdict; {@code why} is for the reader. */
    record NotJudged(int run, String why) implements Event {}

    /** The reader has pressed a key. */
    record Pressed(Key key) implements Event {}

    /** The pages are served. */
    record PagesReady(URI address) implements Event {}

    /** Something that the reader should know has happened outside. */
    record Note(String text) implements Event {}

    /** The start of a kata has been restored. */
    record WasReset(Kata kata) implements Event {}

    /** The terminal has another size. */
    record Resized() implements Event {}
}
