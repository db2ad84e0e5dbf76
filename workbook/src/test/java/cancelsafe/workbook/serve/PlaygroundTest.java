package cancelsafe.workbook.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A reader runs code of their own with the lab. */
@TestInstance(Lifecycle.PER_CLASS)
class PlaygroundTest {
    private static final double TWO_MINUTES = 120_000;

    private final LiveBrowser browser = new LiveBrowser();
    private final List<String> complaints = new ArrayList<>();
    private SmallBook book;

    @SuppressWarnings("NullAway.Init") // each test opens its own
    private Page page;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException {
        book = SmallBook.in(folder);
    }

    @AfterEach
    void nothingIsComplainedOf() {
        page.context().close();
        assertThat(complaints).isEmpty();
    }

    @AfterAll
    void close() {
        browser.close();
        book.close();
    }

    private void open(String path) {
        page = browser.open("http://localhost:" + book.server().port() + path, complaints);
    }

    private void press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    }

    /** Waits for the page with the template: a press on the one before would be lost. */
    private void begin(String template) {
        page.evaluate("window.isOld = true");
        press("Begin with the template: " + template);
        page.waitForFunction("!window.isOld");
    }

    private void itPrints(String text) {
        assertThat(page.getByLabel("Output of Playground"))
                .containsText(
                        text, new LocatorAssertions.ContainsTextOptions().setTimeout(TWO_MINUTES));
    }

    @ParameterizedTest
    @CsvSource({
        "two changes, broken: a + b = 100",
        "a permit, broken: two permits",
        "two threads, broken: both are counted"
    })
    void eachTemplateShowsWhatTheLabFinds(String template, String broken) {
        open("/#key=" + book.key());
        page.getByText("Playground").click();
        begin(template);
        press("Run Playground");
        itPrints(broken);
    }

    @Test
    void aProgramThatIsStartedBeforeTheEditorIsThereIsTheOneOfTheReader() {
        open("/#key=" + book.key());
        page.getByText("Playground").click();
        List<Route> held = new ArrayList<>();
        AtomicBoolean isSlow = new AtomicBoolean(true);
        page.route(
                "**/codemirror.js",
                route -> {
                    if (isSlow.get()) {
                        held.add(route);
                    } else {
                        route.resume();
                    }
                });
        begin("a permit");
        page.waitForCondition(() -> !held.isEmpty());
        press("Run Playground");
        isSlow.set(false);
        held.forEach(Route::resume);
        itPrints("broken: two permits");
    }

    @Test
    void aLinkCarriesAProgram() {
        open("/#key=" + book.key());
        String program = "void main() {\n    IO.println(\"shared: \" + 6 * 7);\n}\n";
        String packed =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(program.getBytes(StandardCharsets.UTF_8));
        page.navigate(
                "http://localhost:" + book.server().port() + "/playground.html#text=" + packed);
        assertThat(page.getByLabel("Text of Playground")).containsText("6 * 7");
        press("Run Playground");
        itPrints("shared: 42");
    }

    @Test
    void theStaticPagesHaveNoPlayground() throws IOException {
        open("/#key=" + book.key());
        Path pages = book.book().root().resolveSibling("out");
        assertThat(pages.resolve("playground.html")).doesNotExist();
        assertThat(Files.readString(pages.resolve("index.html"))).doesNotContain("layground");
    }
}
