package cancelsafe.site;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.site.Chromium.Seen;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Locale;

/** Looking things up and finding one's way, in a real browser. */
@TestInstance(Lifecycle.PER_CLASS)
class ReadingInBrowserTest {
    private static final String CHAPTER = "01-flag-tokens.html";

    private final Chromium browser = new Chromium();

    @AfterAll
    void close() {
        browser.close();
    }

    private static void search(Seen seen, String words) {
        seen.press("/");
        seen.page().keyboard().type(words);
        seen.page().locator("dialog.search li").first().waitFor();
    }

    @Test
    void aCallOfTheJdkLeadsToItsRow() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            search(seen, "FileChannel.write");
            assertThat(seen.page().locator("dialog.search li").first().innerText())
                    .contains("row", "FileChannel.write");
            seen.press("Enter");
            seen.page().waitForURL(url -> url.contains("filechannel-write"));
            assertThat(seen.page().locator("tr:target").innerText()).contains("FileChannel.write");
        }
    }

    @Test
    void searchFindsAWordOfTheGlossaryAndAKata() {
        try (Seen seen = browser.open("kata/TornTransfer.html", 1280)) {
            search(seen, "carrier");
            assertThat(seen.page().locator("dialog.search li").allInnerTexts())
                    .anyMatch(t -> t.startsWith("word"));
            seen.press("Escape");
            seen.page()
                    .locator("dialog.search")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
            search(seen, "LatchToken");
            assertThat(seen.page().locator("dialog.search li").first().innerText())
                    .startsWith("kata");
        }
    }

    @Test
    void whatIsNowhereIsSaid() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            seen.press("/");
            seen.page().keyboard().type("qqqq");
            Locator said = seen.page().locator("dialog.search [role=status]");
            PlaywrightAssertions.assertThat(said).hasText("No page contains all of these words.");
        }
    }

    @Test
    void theArrowsTurnThePagesAndAQuestionMarkNamesTheKeys() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            seen.press("?");
            assertThat(seen.page().getByRole(AriaRole.DIALOG).innerText()).contains("next page");
            seen.press("Escape", "ArrowRight");
            seen.page().waitForURL(url -> url.endsWith("/02-cancel-safety.html"));
            seen.press("ArrowLeft");
            seen.page().waitForURL(url -> url.endsWith("/" + CHAPTER));
        }
    }

    @Test
    void aHeadingSortsItsTableThereAndBack() {
        try (Seen seen = browser.open("99-appendix.html", 1280)) {
            Locator table = seen.page().locator("figure.data").first();
            Locator head = table.locator("thead th").first();
            List<String> cells = table.locator("tbody th").allInnerTexts();
            head.getByRole(AriaRole.BUTTON).press("Enter");
            List<String> up = table.locator("tbody th").allInnerTexts();
            assertThat(up).containsExactlyInAnyOrderElementsOf(cells);
            assertThat(head.getAttribute("aria-sort")).isEqualTo("ascending");
            head.getByRole(AriaRole.BUTTON).press("Enter");
            assertThat(head.getAttribute("aria-sort")).isEqualTo("descending");
            assertThat(table.locator("tbody th").first().innerText()).isEqualTo(up.getLast());
        }
    }

    @Test
    void aFieldNarrowsATableToTheRowsWithItsWords() {
        try (Seen seen = browser.open("02-cancel-safety.html", 1280)) {
            seen.unfold();
            Locator table = seen.page().locator("#file-calls");
            table.getByLabel("Only rows with").fill("FileChannel write");
            assertThat(table.locator("tbody tr:visible").allInnerTexts())
                    .isNotEmpty()
                    .map(row -> row.toLowerCase(Locale.ROOT)) // so do readers who search
                    .allMatch(row -> row.contains("filechannel") && row.contains("write"));
        }
    }

    @Test
    void aLineOfCodeAndARowHaveAddresses() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            Locator line = seen.page().locator(".listing a.n").first();
            line.click();
            assertThat(seen.page().url()).endsWith(line.getAttribute("href"));
            assertThat(seen.page().locator(".l:target").isVisible()).isTrue();
        }
        try (Seen seen = browser.open("99-appendix.html", 1280)) {
            Locator row = seen.page().locator("figure.data tbody .anchor").first();
            row.focus();
            seen.press("Enter");
            assertThat(seen.page().url()).endsWith(row.getAttribute("href"));
            assertThat(seen.page().locator("tr:target").isVisible()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                CHAPTER,
                "kata/TornTransfer.html",
                "99-appendix.html",
                "adversary.html",
                "adversary/TornTransfer.html"
            })
    void nothingJumpsWhileAPageIsLoaded(String name) {
        try (Seen seen = browser.open("assets/site.css", 1280)) {
            seen.page()
                    .addInitScript(
                            "window.shift = 0; new PerformanceObserver(l => l.getEntries().forEach("
                                    + "e => { if (!e.hadRecentInput) window.shift += e.value }))"
                                    + ".observe({ type: 'layout-shift', buffered: true })");
            seen.page().navigate(Chromium.address(name));
            seen.page()
                    .evaluate(
                            "document.fonts.ready.then(() => new Promise(requestAnimationFrame))");
            double shift = ((Number) seen.value("window.shift")).doubleValue();
            System.out.printf("layout shift of %s: %.4f%n", name, shift);
            assertThat(shift).isLessThan(0.02);
        }
    }
}
