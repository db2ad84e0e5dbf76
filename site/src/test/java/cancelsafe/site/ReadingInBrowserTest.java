package cancelsafe.site;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.site.Chromium.Seen;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;

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
    void whatAProgramPrintsIsShownOnlyWhenItIsAskedForAndNothingMoves() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            Locator box = seen.page().locator(".predict").first();
            Locator printed = seen.page().locator(".predict + .output pre").first();
            assertThat(printed.isVisible()).isFalse();
            Object height = seen.value("document.documentElement.scrollHeight");
            box.getByLabel("Your guess").fill("70");
            box.getByRole(AriaRole.BUTTON).press("Enter");
            assertThat(printed.isVisible()).isTrue();
            assertThat(seen.value("document.documentElement.scrollHeight")).isEqualTo(height);
            assertThat(box.getByLabel("Your guess").inputValue()).isEqualTo("70");
            box.getByRole(AriaRole.BUTTON).press("Enter");
            assertThat(printed.isVisible()).isFalse();
            seen.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(printed.isVisible()).isTrue();
            assertThat(box.getByLabel("Your guess").isVisible()).isFalse();
        }
        try (Seen seen =
                browser.open(
                        CHAPTER, new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            assertThat(seen.page().locator(".predict + .output pre").first().isVisible()).isTrue();
        }
    }

    @Test
    void everyPageLeadsToEverySectionAndKata() {
        try (Seen seen = browser.open("kata/TornTransfer.html", 390)) {
            seen.press("c");
            Locator contents = seen.page().locator("details.contents");
            contents.getByText("Graceful shutdown").waitFor();
            assertThat(contents.locator("a").count()).isGreaterThan(120);
            assertThat(contents.locator("[aria-current]").innerText()).isEqualTo("kata 2.2");
            seen.press("Escape");
            assertThat(contents.locator("nav").isVisible()).isFalse();
            seen.press("Enter");
            contents.getByText("Checkpoints").click();
            seen.page().waitForURL(url -> url.endsWith("#two-intervals"));
        }
    }

    @Test
    void withoutJavaScriptTheContentsAreAPage() {
        try (Seen seen =
                browser.open(
                        CHAPTER, new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            seen.page().locator("details.contents summary").click();
            seen.page().getByText("All sections and katas").click();
            assertThat(seen.page().locator("ol.book small").allInnerTexts())
                    .anyMatch(t -> t.matches("\\d+ minutes to read, \\d+ katas"));
        }
    }

    @Test
    void aKataLeadsToItsSectionItsGameAndItsNeighbours() {
        try (Seen seen = browser.open("kata/TornTransfer.html", 1280)) {
            assertThat(
                            seen.page().locator(".ways a, nav.turn a").all().stream()
                                    .map(a -> a.getAttribute("href")))
                    .containsExactly(
                            "../02-cancel-safety.html#torn-transfer",
                            "../adversary/TornTransfer.html",
                            "PointSpotter.html",
                            "TornProtocol.html");
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
        try (Seen seen = browser.open("99-appendix.html", 1280)) {
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
            String address = row.getAttribute("href");
            seen.page().waitForURL(url -> url.endsWith(address));
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
