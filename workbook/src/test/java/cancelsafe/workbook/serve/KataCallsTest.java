package cancelsafe.workbook.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

class KataCallsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KATA =
            JSON.createObjectNode().put("kata", SmallBook.KATA).toString();

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

    private JsonNode ask(String name, String body) throws Exception {
        return JSON.readTree(asking.ask(name, body).body());
    }

    private JsonNode judge(String text, String version) throws Exception {
        Map<String, String> edited =
                Map.of("kata", SmallBook.KATA, "text", text, "version", version);
        return ask("judge", JSON.writeValueAsString(edited));
    }

    private static JsonNode next(Iterator<String> lines, String name) throws Exception {
        while (true) {
            String line = lines.next();
            if (!line.isEmpty() && JSON.readTree(line).has(name)) {
                return JSON.readTree(line).get(name);
            }
        }
    }

    @Test
    void theFileOfAnAnswerIsShownWithItsVersion() throws Exception {
        JsonNode answer = ask("answer", KATA);
        assertThat(answer.get("text").asText()).isEqualTo(Files.readString(book.kata().start()));
        assertThat(answer.get("file").asText()).endsWith("flagtokens/CountingWorker.java");
        assertThat(answer.get("version").asText()).hasSize(16);
    }

    @Test
    void everyOpenPageHearsAVerdictAndTheProgress() throws Exception {
        String version = ask("answer", KATA).get("version").asText();
        String right = Files.readString(book.kata().solution());
        try (Stream<String> first = asking.follow("events", "{}");
                Stream<String> second = asking.follow("events", "{}")) {
            Iterator<String> lines = first.iterator();
            assertThat(next(lines, "progress").get(SmallBook.KATA).asText()).isEqualTo("untried");
            JsonNode saved = judge(right, version).get("saved");
            assertThat(book.kata().exercise()).hasContent(right);
            JsonNode verdict = next(lines, "verdict");
            assertThat(verdict.get("kind").asText()).isEqualTo("passed");
            assertThat(verdict.get("version")).isEqualTo(saved.get("version"));
            assertThat(verdict.get("solution").asText()).contains("From yours to the reference");
            assertThat(next(lines, "progress").get(SmallBook.KATA).asText()).isEqualTo("solved");
            Iterator<String> others = second.iterator();
            assertThat(next(others, "verdict").get("kind").asText()).isEqualTo("passed");
        }
    }

    @Test
    void aFailureComesWithItsRowsAndItsStory() throws Exception {
        JsonNode answer = ask("answer", KATA);
        judge(answer.get("text").asText(), answer.get("version").asText());
        try (Stream<String> events = asking.follow("events", "{}")) {
            JsonNode verdict = next(events.iterator(), "verdict");
            assertThat(verdict.get("kind").asText()).isEqualTo("failed");
            assertThat(verdict.get("rows").toString()).contains("the worker checks its token");
            JsonNode story = verdict.get("story");
            assertThat(story.get("html").asText()).contains("<cancel-own", "CountingWorker.java");
            assertThat(story.get("packed").get("runs")).isNotEmpty();
        }
    }

    @Test
    void errorsOfTheCompilerHaveTheirLines() throws Exception {
        String version = ask("answer", KATA).get("version").asText();
        judge("package flagtokens;\nclass CountingWorker { int x = \"\"; }\n", version);
        try (Stream<String> events = asking.follow("events", "{}")) {
            JsonNode problem = next(events.iterator(), "verdict").get("problems").get(0);
            assertThat(problem.get("line").asInt()).isEqualTo(2);
            assertThat(problem.get("message").asText()).contains("incompatible types");
        }
    }

    @Test
    void aFileThatHasChangedIsNotOverwrittenAndBothTextsAreThere() throws Exception {
        String version = ask("answer", KATA).get("version").asText();
        Files.writeString(book.kata().exercise(), "from the IDE");
        JsonNode changed = judge("from the page", version).get("changed");
        assertThat(changed.get("text").asText()).isEqualTo("from the IDE");
        assertThat(book.kata().exercise()).hasContent("from the IDE");
        assertThat(judge("from the page", changed.get("version").asText()).has("saved")).isTrue();
        assertThat(book.kata().exercise()).hasContent("from the page");
    }

    @Test
    void aResetKeepsACopyOfTheAnswer() throws Exception {
        Files.writeString(book.kata().exercise(), "mine");
        JsonNode reset = ask("reset", KATA);
        assertThat(book.kata().exercise()).hasSameTextualContentAs(book.kata().start());
        assertThat(Path.of(reset.get("kept").asText())).hasContent("mine");
    }

    @Test
    void whatIsNoKataOrNoTextIsRefused() throws Exception {
        assertThat(asking.ask("answer", "{\"kata\":\"../x\"}").statusCode()).isEqualTo(404);
        assertThat(asking.ask("answer", "{}").statusCode()).isEqualTo(404);
        assertThat(asking.ask("judge", KATA).statusCode()).isEqualTo(400);
        Files.delete(book.kata().exercise());
        HttpResponse<String> missing = asking.ask("answer", KATA);
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body())
                .startsWith("{\"refused\":\"CountingWorker.java: there is no such file.");
    }
}
