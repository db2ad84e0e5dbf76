package cancelsafe.workbook.serve;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.site.Site;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class LivePagesTest {
    private static final String TEXT = "= The first chapter\n\n[#one]\n== One section\n\n%s\n";

    /** The headings of a table without a row. */
    private static final String IDEAS = "id\tkind\tpoint\tchapter\tform\n";

    @TempDir Path folder;

    @Test
    void aChangedChapterIsSetAgainAndItsVersionIsTold() throws Exception {
        Path root = folder.resolve("book");
        Path chapter = root.resolve("chapters/01-first/chapter.adoc");
        Files.createDirectories(chapter.getParent());
        Files.writeString(chapter, TEXT.formatted("Old words."));
        Path ideas = Files.createDirectories(root.resolve("chapters/99-appendix"));
        Files.writeString(ideas.resolve("coverage.tsv"), IDEAS);
        Files.writeString(ideas.resolve("beyond.tsv"), IDEAS);
        Book book = Book.read(root);
        Path out = folder.resolve("out");
        Site.build(book, out);
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        BlockingQueue<Long> versions = new LinkedBlockingQueue<>();
        LivePages pages = new LivePages(book, out, told::add);
        pages.onChange(versions::add);
        Thread watch = Thread.ofVirtual().start(() -> watch(pages, told));
        try {
            while (versions.isEmpty()) { // the watch may begin after the first save
                Files.writeString(chapter, TEXT.formatted("New words."));
                Long version = versions.poll(1, TimeUnit.SECONDS);
                if (version != null) {
                    assertThat(version).isPositive();
                    break;
                }
            }
            assertThat(out.resolve("01-first.html")).content().contains("New words.");
        } finally {
            watch.interrupt();
        }
        assertThat(told).isEmpty();
    }

    private static void watch(LivePages pages, BlockingQueue<String> told) {
        try {
            pages.watch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            told.add(e.toString());
        }
    }
}
