package cancelsafe.site;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The pages of the real book, opened from their folder in a real browser. */
@TestInstance(Lifecycle.PER_CLASS)
class PagesInBrowserTest {
    private static final String COVER = "index.html";
    private static final String CHAPTER = "01-flag-tokens.html";
    private static final String KATA = "kata/TornTransfer.html";

    private final Path out;
    private final Playwright playwright;
    private final Browser browser;

    PagesInBrowserTest(@TempDir Path out) {
        this.out = out;
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(chromium())
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-quic",
                                                        "--disable-background-networking")));
    }

    /** A machine without one fails: these promises cannot be kept unseen. */
    private static Path chromium() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(
                        folder ->
                                Stream.of("chromium", "chromium-browser", "google-chrome")
                                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "no Chromium on the PATH; on Debian: apt-get install"
                                                + " chromium"));
    }

    @BeforeAll
    void build() {
        assertThat(Site.build(Book.read(RealBook.ROOT), out).problems()).isEmpty();
    }

    @AfterAll
    void close() {
        browser.close();
        playwright.close();
    }

    /** A page on the screen, and what it asked for and complained of. */
    private record Seen(
            BrowserContext context, Page page, List<String> asked, List<String> complaints)
            implements AutoCloseable {
        @Override
        public void close() {
            context.close();
        }
    }

    private Seen open(String name, Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        Page page = context.newPage();
        List<String> asked = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        page.onRequest(r -> asked.add(r.url()));
        page.onRequestFailed(r -> complaints.add("not loaded: " + r.url()));
        page.onConsoleMessage(
                m -> {
                    if (m.type().equals("error") || m.type().equals("warning")) {
                        complaints.add(m.text());
                    }
                });
        page.onPageError(complaints::add);
        page.navigate(out.resolve(name).toUri().toString());
        return new Seen(context, page, asked, complaints);
    }

    private Seen open(String name, int width) {
        return open(name, new Browser.NewContextOptions().setViewportSize(width, 800));
    }

    private static Object value(Seen seen, String script) {
        return Objects.requireNonNull(seen.page().evaluate(script), script);
    }

    @ParameterizedTest
    @CsvSource({
        COVER + ",1280",
        COVER + ",1000",
        COVER + ",320",
        CHAPTER + ",1280",
        CHAPTER + ",1000",
        CHAPTER + ",320",
        KATA + ",1280",
        KATA + ",1000",
        KATA + ",320"
    })
    void aPageFitsItsWindowAndHasNoComplaint(String name, int width) {
        try (Seen seen = open(name, width)) {
            unfold(seen);
            assertThat(value(seen, "document.documentElement.scrollWidth")).isEqualTo(width);
            assertThat(seen.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {COVER, CHAPTER, KATA})
    void aPageAsksForFilesOnly(String name) {
        try (Seen seen = open(name, 1280)) {
            assertThat(seen.asked()).isNotEmpty().allMatch(u -> u.matches("(file|data):.*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {COVER, CHAPTER, KATA})
    void aPageBringsItsFontsFromTheFolder(String name) {
        try (Seen seen = open(name, 1280)) {
            for (String font : List.of("Book Serif", "Book Sans", "Book Mono")) {
                seen.page()
                        .waitForFunction(
                                "name => [...document.fonts].some(f =>"
                                        + " f.family.includes(name) && f.status === 'loaded')",
                                font);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {COVER, CHAPTER, KATA})
    void thePointsOfTheCodeAreMarked(String name) {
        try (Seen seen = open(name, 1280)) {
            assertThat(seen.page().getByLabel("can be cancelled here").count()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({
        COVER + ",LIGHT",
        COVER + ",DARK",
        CHAPTER + ",LIGHT",
        CHAPTER + ",DARK",
        KATA + ",LIGHT",
        KATA + ",DARK"
    })
    void aPageIsFitForEverybody(String name, ColorScheme scheme) {
        try (Seen seen = open(name, new Browser.NewContextOptions().setColorScheme(scheme))) {
            unfold(seen);
            List<String> violations =
                    new AxeBuilder(seen.page())
                            .analyze().getViolations().stream()
                                    .map(v -> v.getId() + ": " + v.getNodes().getFirst().getHtml())
                                    .toList();
            assertThat(violations).isEmpty();
        }
    }

    @Test
    void theSwitchTurnsThePageDarkAndIsRemembered() {
        try (Seen seen =
                open(CHAPTER, new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT))) {
            String paper = "getComputedStyle(document.body).backgroundColor";
            Object light = value(seen, paper);
            seen.page().locator("#theme").click();
            Object dark = value(seen, paper);
            assertThat(dark).isNotEqualTo(light);
            seen.page().navigate(out.resolve(KATA).toUri().toString());
            assertThat(value(seen, paper)).isEqualTo(dark);
            seen.page().locator("#theme").click();
            assertThat(value(seen, paper)).isEqualTo(light);
        }
    }

    @Test
    void withoutJavaScriptAPageIsReadAndOffersNothingDead() {
        try (Seen seen = open(KATA, new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            assertThat(seen.page().locator("main h2").first().isVisible()).isTrue();
            assertThat(seen.page().locator("button:visible").count()).isZero();
            seen.page().getByText("Hint 1").click();
            assertThat(seen.page().locator("details[open] p").isVisible()).isTrue();
        }
    }

    @Test
    void aListingIsCopiedWithoutItsNumbersAndMarks() {
        try (Seen seen = open(KATA, 1280)) {
            seen.page()
                    .evaluate(
                            "navigator.clipboard.writeText = t => { window.copied = t;"
                                    + " return Promise.resolve() }");
            seen.page().locator(".listing button").first().click();
            assertThat((String) value(seen, "window.copied"))
                    .startsWith("package cancelsafety;\n\nimport ")
                    .endsWith("}\n");
        }
    }

    @Test
    void theFirstTabLeadsToTheText() {
        try (Seen seen = open(CHAPTER, 1280)) {
            seen.page().keyboard().press("Tab");
            seen.page().keyboard().press("Enter");
            assertThat(seen.page().url()).endsWith(CHAPTER + "#main");
        }
    }

    @Test
    void theScrubberIsHandledWithTheKeyboardAloneAndTheGuessIsRemembered() {
        try (Seen seen = open(COVER, 1280)) {
            Locator slider = seen.page().getByRole(AriaRole.SLIDER).first();
            slider.focus();
            for (String key : List.of("Home", "ArrowRight", "Tab", "Space", "Tab", "Enter")) {
                seen.page().keyboard().press(key);
            }
            String said = "You said: line 29, Auditor.approve, before the call";
            assertThat(seen.page().getByRole(AriaRole.STATUS).allInnerTexts())
                    .anyMatch(text -> text.startsWith(said) && text.contains("So it is."));
            seen.page().reload();
            assertThat(seen.page().getByRole(AriaRole.STATUS).allInnerTexts())
                    .anyMatch(text -> text.startsWith(said));
        }
    }

    @Test
    void aScreenReaderHearsLineAndStateAndTheEndOnlyAfterThePrediction() {
        try (Seen seen = open(COVER, 1280)) {
            Locator slider =
                    seen.page()
                            .getByRole(
                                    AriaRole.SLIDER,
                                    new Page.GetByRoleOptions().setName("Cancel").setExact(true));
            assertThat(slider.getAttribute("aria-valuetext"))
                    .contains("Line 29, Auditor.approve", "a 70, b 0, a + b 70", "not shown yet");
            seen.page().getByText("Reveal", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(slider.getAttribute("aria-valuetext")).contains("Broken: a + b = 100");
        }
    }

    @Test
    void theStoryOfAWrongAnswerIsLoadedWhenItIsOpened() {
        try (Seen seen = open(KATA, 1280)) {
            assertThat(seen.asked()).noneMatch(u -> u.endsWith("locks-it.js"));
            seen.page().getByText("locks-it", new Page.GetByTextOptions().setExact(true)).click();
            seen.page().locator("[data-key='TornTransfer/locks-it'].ready").waitFor();
            assertThat(seen.asked()).anyMatch(u -> u.endsWith("stories/TornTransfer/locks-it.js"));
        }
    }

    @Test
    void onPaperTheScrubberIsItsTable() {
        try (Seen seen = open(COVER, 1280)) {
            Locator table = seen.page().locator(".astable table");
            assertThat(table.isVisible()).isFalse();
            seen.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(table.isVisible()).isTrue();
            assertThat(seen.page().locator(".track").isVisible()).isFalse();
        }
    }

    private static void unfold(Seen seen) {
        seen.page().evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    }
}
