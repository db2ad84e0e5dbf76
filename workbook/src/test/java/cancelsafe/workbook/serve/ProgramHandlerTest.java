package cancelsafe.workbook.serve;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.site.Site;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.program.Limits;
import cancelsafe.workbook.program.Programs;
import cancelsafe.workbook.snippet.JBang;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

class ProgramHandlerTest {
    private static final String IDEAS = "id\tkind\tpoint\tchapter\tform\n";
    private static final String PROGRAM = "//JAVA 25\nvoid main() { IO.println(\"shown\"); }\n";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir Path folder;

    private PageServer server;
    private String key;

    @BeforeEach
    void aServerOfASmallBook() throws IOException {
        Path root = folder.resolve("book");
        Path chapter = Files.createDirectories(root.resolve("chapters/01-first"));
        Files.writeString(chapter.resolve("chapter.adoc"), "= First\n\n[#one]\n== One\n\nText.\n");
        Files.writeString(
                Files.createDirectories(chapter.resolve("snippets")).resolve("Shown.java"),
                PROGRAM);
        Path ideas = Files.createDirectories(root.resolve("chapters/99-appendix"));
        Files.writeString(ideas.resolve("coverage.tsv"), IDEAS);
        Files.writeString(ideas.resolve("beyond.tsv"), IDEAS);
        Book book = Book.read(root);
        Path out = folder.resolve("out");
        Site.build(book, out);
        JBang jbang = JBang.find(BookCopy.ROOT.resolve("workbook/jbang/target/lib")).orElseThrow();
        server =
                PageServer.start(
                        new LivePages(book, out, _ -> {}),
                        book,
                        new Programs(jbang, Limits.USUAL),
                        28_425);
        key = server.address().getFragment().substring("key=".length());
    }

    @AfterEach
    void itEnds() {
        server.close();
        client.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder run(String name) {
        return request("/live/run").POST(BodyPublishers.ofString(name));
    }

    @Test
    void whoKnowsTheKeyRunsAProgram() throws Exception {
        HttpResponse<String> response = send(run("shown").header(ProgramHandler.KEY, key));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("{\"run\":")
                .contains("\"kind\":\"OUT\",\"text\":\"shown\"")
                .contains("\"kind\":\"END\",\"text\":\"ended\"");
    }

    @Test
    void withoutTheKeyNothingRuns() throws Exception {
        assertThat(send(run("shown")).statusCode()).isEqualTo(403);
        assertThat(send(run("shown").header(ProgramHandler.KEY, "0".repeat(32))).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPageOfAnotherOriginRunsNothing() throws Exception {
        HttpRequest.Builder foreign =
                run("shown").header(ProgramHandler.KEY, key).header("Origin", "http://localhost:1");
        assertThat(send(foreign).statusCode()).isEqualTo(403);
    }

    @Test
    void onlyProgramsOfTheBookRun() throws Exception {
        assertThat(send(run("../Shown").header(ProgramHandler.KEY, key)).statusCode())
                .isEqualTo(404);
        assertThat(send(request("/live/run")).statusCode()).as("a GET").isEqualTo(405);
    }

    @Test
    void thePagesHoldNoKey() throws Exception {
        assertThat(send(request("/01-first.html")).body()).contains("/run.js").doesNotContain(key);
        assertThat(send(request("/run.js")).body()).doesNotContain(key);
    }
}
