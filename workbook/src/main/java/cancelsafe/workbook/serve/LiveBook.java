package cancelsafe.workbook.serve;

import cancelsafe.book.Book;
import cancelsafe.workbook.program.Programs;
import cancelsafe.workbook.reader.Progress;

import java.util.HashMap;
import java.util.Map;

/**
 * What pages can do with a book beyond showing it.
 *
 * @param progress of the reader
 * @param programs that the pages run
 * @param judging judges the reader's answers
 * @param news for open pages
 */
public record LiveBook(
        Book book, Progress progress, Programs programs, Judging judging, News news) {

    /** What a page may ask, by name. */
    Map<String, LiveApi.Route> routes() {
        Map<String, LiveApi.Route> all = new HashMap<>();
        all.putAll(new ProgramCalls(book, programs).routes());
        all.putAll(new KataCalls(book, progress, judging, news).routes());
        all.putAll(Playground.routes());
        return all;
    }
}
