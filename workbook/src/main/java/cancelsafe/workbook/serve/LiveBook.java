package cancelsafe.workbook.serve;

import cancelsafe.workbook.program.Programs;
import cancelsafe.workbook.reader.Progress;

import java.util.HashMap;
import java.util.Map;

/**
 * What pages can do beyond showing the book.
 *
 * @param pages of the book
 * @param progress of the reader
 * @param programs that the pages run
 * @param judging judges the reader's answers
 * @param news for open pages
 */
public record LiveBook(
        LivePages pages, Progress progress, Programs programs, Judging judging, News news) {

    /** What a page may ask, by name. */
    Map<String, LiveApi.Route> routes() {
        Map<String, LiveApi.Route> all = new HashMap<>();
        all.putAll(new ProgramCalls(pages::book, programs).routes());
        all.putAll(new KataCalls(pages::book, progress, judging, news).routes());
        all.putAll(Playground.routes());
        return all;
    }
}
