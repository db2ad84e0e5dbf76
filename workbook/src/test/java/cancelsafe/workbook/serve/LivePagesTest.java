package cancelsafe.workbook.serve;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.site.Site;
import cancelsafe.workbook.program.Limits;
import cancelsafe.workbook.program.Programs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

class LivePagesTest {
    private static final String TEXT = "= The first chapter\n\n[#one]\n== One section\n\n%s\n";

    /** The headings of a table without a row. */
    private static final String IDEAS = "id\tkind\tpoint\tchapter\tform\n";

    @TempDir Path folder;

    private static String get(HttpClient client, URI from) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(from).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void aBrowserLearnsThatAChapterHasChangedAndFindsItsNewText() throws Exception {
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
        LivePages pages = new LivePages(book, out, told::add);
        Thread watch = Thread.ofVirtual().start(() -> watch(pages, told));
        try (PageServer server =
                        PageServer.start(pages, book, new Programs(null, Limits.USUAL), 28_325);
                HttpClient client = HttpClient.newHttpClient()) {
            URI page = server.address().resolve("01-first.html");
            assertThat(get(client, page)).contains("Old words.", "src=\"/live.js\"");
            assertThat(get(client, page.resolve("live.js"))).contains("askForTheNextVersion(0)");
            while (pages.version() == 0) { // the watch may begin after the first save
                Files.writeString(chapter, TEXT.formatted("New words."));
                pages.awaitOther(0, Duration.ofSeconds(1));
            }
            assertThat(get(client, page.resolve("live.js?since=0")))
                    .isEqualTo("location.reload();");
            assertThat(get(client, page)).contains("New words.");
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
