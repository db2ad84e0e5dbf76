package cancelsafe.workbook.watch;

import cancelsafe.book.Kata;
import cancelsafe.workbook.reader.State;

import java.net.URI;

/** What the watch mode does outside its own state. */
sealed interface Effect {
    /** Remembers the kata that the reader is at. */
    record Choose(Kata kata) implements Effect {}

    /** Judges the reader's answer; a run that has not ended is cancelled. */
    record Judge(int run, Kata kata) implements Effect {}

    /** Calls off the run that is under way. */
    record CallOff() implements Effect {}

    /** Remembers how far the reader is with a kata. */
    record Remember(Kata kata, State state) implements Effect {}

    /** Begins to build the pages, unless that has begun. */
    record BuildPages() implements Effect {}

    /** Opens a page in the browser. */
    record OpenPage(URI page) implements Effect {}

    /** Opens the answer in the reader's editor. */
    record Edit(Kata kata, int line) implements Effect {}

    /** Restores the start of a kata; the reader's text is kept. */
    record Reset(Kata kata) implements Effect {}

    /** Draws everything again. */
    record Redraw() implements Effect {}

    /** Ends the watch mode. */
    record Quit() implements Effect {}
}
