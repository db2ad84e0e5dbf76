package cancelsafe.workbook.watch;

import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.State;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** What happens in watch mode. */
sealed interface Event {
    /** The text of an answer has changed. */
    record Saved(Kata kata) implements Event {}

    /** A run has its verdict on the text that has these lines. */
    record Judged(int run, Verdict verdict, List<String> source) implements Event {}

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

    /** How far the reader is, in this window and in others, by id of the kata. */
    record ProgressKnown(Map<String, State> states) implements Event {}

    /** The terminal has another size. */
    record Resized() implements Event {}
}
