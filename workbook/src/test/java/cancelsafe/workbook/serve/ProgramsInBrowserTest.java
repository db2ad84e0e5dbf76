package cancelsafe.workbook.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Running and editing programs in a page. */
@TestInstance(Lifecycle.PER_CLASS)
class ProgramsInBrowserTest {
    private final LiveBrowser browser = new LiveBrowser();
    private final List<String> complaints = new ArrayList<>();
    private SmallBook book;
    private Page page;

    @BeforeEach
    void aPageWithAProgram(@TempDir Path folder) throws IOException {
        book = SmallBook.in(folder);
        complaints.clear();
        page = browser.open(address("01-flag-tokens.html#key=" + book.key()), complaints);
    }

    @AfterEach
    void itEnds() {
        page.context().close();
        book.close();
        assertThat(complaints).isEmpty();
    }

    @AfterAll
    void close() {
        browser.close();
    }

    private String address(String path) {
        return "http://localhost:" + book.server().port() + "/" + path;
    }

    private void press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    }

    private Locator output() {
        return page.getByLabel("Output of Shown");
    }

    private Locator editor() {
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Text of Shown"));
    }

    private void write(String text) {
        press("Edit Shown");
        assertThat(editor()).isFocused();
        page.keyboard().press("Control+a");
        page.keyboard().press("Delete");
        page.keyboard().type(text);
    }

    @Test
    void aProgramRunsWithoutAnEditorBeingLoaded() {
        press("Run Shown");
        assertThat(output()).containsText("shown");
        assertThat(output()).containsText("ended");
        assertThat(page.locator("script[src*=codemirror]")).hasCount(0);
    }

    @Test
    void anEditedProgramRunsWithControlEnterAndSurvivesAReload() {
        write("void main() { IO.println(6 * 7); }");
        page.keyboard().press("Control+Enter");
        assertThat(output()).containsText("42");
        page.reload();
        assertThat(editor()).containsText("6 * 7");
        press("Reset Shown");
        assertThat(editor()).isHidden();
        press("Run Shown");
        assertThat(output()).containsText("shown");
        page.reload();
        assertThat(editor()).hasCount(0);
    }

    @Test
    void errorsStandAtTheirLinesAndAsText() {
        write("void main() {\nmissing();\n}");
        page.keyboard().press("Control+Enter");
        assertThat(output()).containsText("Line 5, column 5: cannot find symbol");
        assertThat(output()).containsText("The program does not compile.");
        assertThat(page.locator(".cm-lint-marker-error")).hasCount(1);
    }

    @Test
    void escapeAndThenTabLeaveTheEditor() {
        write("x");
        page.keyboard().press("Tab");
        assertThat(editor()).isFocused();
        page.keyboard().press("Escape");
        page.keyboard().press("Tab");
        assertThat(editor()).not().isFocused();
    }

    @Test
    void theKeysOfThePageRestWhileTheReaderTypes() {
        write("");
        page.keyboard().type("a / b ? d");
        assertThat(editor()).hasText("a / b ? d");
        assertThat(page.locator("dialog[open]")).hasCount(0);
    }
}
