package cancelsafe.workbook.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

class LiveApiTest {
    private static final String SHOWN = "{\"name\":\"Shown\"}";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir Path folder;

    private SmallBook book;
    private Asking asking;

    @BeforeEach
    void aServerOfASmallBook() throws IOException {
        book = SmallBook.in(folder);
        asking = new Asking(book, client);
    }

    @AfterEach
    void itEnds() {
        book.close();
        client.close();
    }

    private HttpResponse<String> ask(String name, String body) throws Exception {
        return asking.ask(name, body);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return asking.send(request);
    }

    private static String edited(String text) {
        return "{\"name\":\"Shown\",\"text\":\"" + text + "\"}";
    }

    @Test
    void aPageWithTheKeyRunsAProgram() throws Exception {
        HttpResponse<String> response = ask("run", SHOWN);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("{\"run\":")
                .contains("\"kind\":\"OUT\",\"text\":\"shown\"")
                .contains("\"kind\":\"END\",\"text\":\"ended\"");
    }

    @Test
    void theEditablePartOfAProgramHasNeitherHeaderNorCallouts() throws Exception {
        assertThat(ask("program", SHOWN).body())
                .isEqualTo(
                        "{\"first\":4,\"text\":\"void main() {\\n"
                                + "    IO.println(\\\"shown\\\");\\n"
                                + "}\\n"
                                + "\"}");
    }

    @Test
    void anEditedTextRuns() throws Exception {
        assertThat(ask("run", edited("void main() { IO.println(6 * 7); }")).body())
                .contains("\"kind\":\"OUT\",\"text\":\"42\"");
    }

    @Test
    void errorsOfTheCompilerHaveTheLinesOfTheFile() throws Exception {
        HttpResponse<String> response = ask("run", edited("void main() {\\n  missing();\\n}"));
        assertThat(response.body())
                .startsWith("{\"problems\":[{")
                .contains("\"line\":5,\"column\":3,")
                .contains("cannot find symbol")
                .doesNotContain("{\"run\"");
    }

    @Test
    void aTextThatIsTooLongIsRefused() throws Exception {
        HttpResponse<String> response = ask("run", edited("x".repeat(Call.MOST_BYTES)));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("longer than");
    }

    @Test
    void whatIsNoJsonIsRefused() throws Exception {
        assertThat(ask("run", "Shown").statusCode()).isEqualTo(400);
        assertThat(ask("run", "null").statusCode()).isEqualTo(400);
        assertThat(ask("run", "").statusCode()).isEqualTo(400);
    }

    @Test
    void withoutTheKeyNothingRuns() throws Exception {
        assertThat(send(asking.post("run", SHOWN)).statusCode()).isEqualTo(403);
        HttpRequest.Builder wrong = asking.post("run", SHOWN).header(LiveApi.KEY, "0".repeat(32));
        assertThat(send(wrong).statusCode()).isEqualTo(403);
    }

    @Test
    void aPageOfAnotherOriginRunsNothing() throws Exception {
        HttpRequest.Builder foreign =
                asking.post("run", SHOWN)
                        .header(LiveApi.KEY, book.key())
                        .header("Origin", "http://localhost:1");
        assertThat(send(foreign).statusCode()).isEqualTo(403);
    }

    @Test
    void onlyProgramsOfTheBookRun() throws Exception {
        assertThat(ask("run", "{\"name\":\"../Shown\"}").statusCode()).isEqualTo(404);
        assertThat(ask("run", "{}").statusCode()).isEqualTo(404);
        assertThat(ask("nothing", SHOWN).statusCode()).isEqualTo(404);
        assertThat(send(asking.request("/live/run")).statusCode()).as("a GET").isEqualTo(405);
    }

    @Test
    void theFilesOfThePagesKnowNothingOfTheServer() throws Exception {
        for (String page :
                List.of("index.html", "01-flag-tokens.html", "kata/CountingWorker.html")) {
            assertThat(folder.resolve("out").resolve(page))
                    .content()
                    .doesNotContain("live-", "connect-src");
        }
    }

    @Test
    void thePagesHoldNoKey() throws Exception {
        String page = send(asking.request("/01-flag-tokens.html")).body();
        assertThat(page).contains("/live-assets/program.js").doesNotContain(book.key());
        assertThat(send(asking.request("/live-assets/server.js")).body())
                .doesNotContain(book.key());
    }
}
