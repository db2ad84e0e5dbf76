package cancelsafe.workbook.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Answering a kata in its page. */
@TestInstance(Lifecycle.PER_CLASS)
class KatasInBrowserTest {
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    private final LiveBrowser browser = new LiveBrowser();
    private final List<String> complaints = new ArrayList<>();
    private SmallBook book;
    private Page page;

    @BeforeEach
    void aPageOfAKata(@TempDir Path folder) throws IOException {
        book = SmallBook.in(folder);
        complaints.clear();
        page = browser.open(address("kata/CountingWorker.html#key=" + book.key()), complaints);
    }

    @AfterEach
    void itEnds() {
        page.context().close();
        book.close();
    }

    @AfterAll
    void close() {
        browser.close();
    }

    private String address(String path) {
        return "http://localhost:" + book.server().port() + "/" + path;
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private Locator editor() {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Your answer"));
    }

    private Locator status() {
        return page.locator(".live-status");
    }

    private void write(String text) {
        editor().click();
        page.keyboard().press("Control+a");
        page.keyboard().press("Delete");
        page.keyboard().type(text);
    }

    @Test
    void aFailureIsToldInWordsAndShownInTheScrubber() {
        button("Judge your answer").click();
        assertThat(status()).containsText("tests failed", PATIENTLY);
        assertThat(page.getByLabel("Verdict")).containsText("the worker checks its token");
        assertThat(page.locator("cancel-own.ready .promise.broken").first()).isVisible();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aSolvedKataIsTickedEverywhereAndShowsTheReference() throws IOException {
        assertThat(editor()).containsText("TODO");
        Files.writeString(book.kata().exercise(), Files.readString(book.kata().solution()));
        page.reload();
        editor().click();
        page.keyboard().press("Control+Enter");
        assertThat(status()).containsText("Solved", PATIENTLY);
        assertThat(page.locator(".toc .live-tick")).hasCount(1);
        assertThat(page.getByText("Compare with the reference solution")).isVisible();
        page.getByText("Contents").first().click();
        assertThat(page.locator("details.contents .live-tick")).hasCount(1);
        page.navigate(address("contents.html"));
        assertThat(page.locator("main .live-tick")).hasCount(1);
        page.navigate(address("index.html"));
        assertThat(page.locator(".live-continue")).containsText("1 of 1 katas");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aFileThatHasChangedIsNotOverwrittenWithoutBeingAsked() throws IOException {
        write("mine");
        Files.writeString(book.kata().exercise(), "from the IDE");
        page.evaluate("dispatchEvent(new Event('focus'))");
        assertThat(status()).containsText("has changed meanwhile");
        assertThat(editor()).hasText("mine");
        page.keyboard().press("Control+Enter");
        assertThat(page.getByLabel("What the file holds")).hasText("from the IDE");
        assertThat(book.kata().exercise()).hasContent("from the IDE");
        button("Overwrite the file with my text").click();
        assertThat(status()).containsText("does not compile", PATIENTLY);
        assertThat(book.kata().exercise()).hasContent("mine");
    }

    @Test
    void anUnsavedTextSurvivesAReload() {
        write("not saved");
        page.reload();
        assertThat(editor()).hasText("not saved");
        assertThat(status()).hasText("These changes are not saved yet.");
    }

    @Test
    void aSaveInAnotherEditorReachesThePage() throws IOException {
        assertThat(editor()).containsText("TODO");
        Files.writeString(book.kata().exercise(), "from the IDE");
        page.evaluate("dispatchEvent(new Event('focus'))");
        assertThat(editor()).hasText("from the IDE");
    }

    @Test
    void hintsComeOneAtATime() {
        button("Show a hint").click();
        assertThat(page.locator(".live-hint")).hasCount(1);
        button("Show a hint").click();
        button("Show a hint").click();
        assertThat(page.locator(".live-hint")).hasCount(3);
        assertThat(button("Show a hint")).isDisabled();
    }

    @Test
    void thePageSaysThatTheServerHasEnded() {
        assertThat(button("Judge your answer")).isVisible();
        book.server().close();
        assertThat(page.locator(".live-gone-line"))
                .containsText("This page goes on as a static one.");
        assertThat(button("Judge your answer")).isHidden();
    }
}
