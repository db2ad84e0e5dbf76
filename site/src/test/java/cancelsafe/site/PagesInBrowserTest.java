package cancelsafe.site;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.site.Chromium.Seen;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;

/** The pages of the real book, opened from their folder in a real browser. */
@TestInstance(Lifecycle.PER_CLASS)
class PagesInBrowserTest {
    private static final String COVER = "index.html";
    private static final String CHAPTER = "01-flag-tokens.html";
    private static final String KATA = "kata/TornTransfer.html";
    private static final String TABLES = "99-appendix.html";
    private static final String GAME = "adversary.html";
    private static final String LEVELS = "adversary/ShieldedCleanup.html";

    private final Chromium browser = new Chromium();

    @AfterAll
    void close() {
        browser.close();
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
        KATA + ",320",
        TABLES + ",1280",
        TABLES + ",320",
        GAME + ",1280",
        GAME + ",320",
        LEVELS + ",1280",
        LEVELS + ",320"
    })
    void aPageFitsItsWindowAndHasNoComplaint(String name, int width) {
        try (Seen seen = browser.open(name, width)) {
            seen.unfold();
            assertThat(seen.value("document.documentElement.scrollWidth")).isEqualTo(width);
            assertThat(seen.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {COVER, CHAPTER, KATA, TABLES, GAME, LEVELS})
    void aPageAsksForFilesOnly(String name) {
        try (Seen seen = browser.open(name, 1280)) {
            assertThat(seen.asked()).isNotEmpty().allMatch(u -> u.matches("(file|data):.*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {COVER, KATA, TABLES, GAME, LEVELS})
    void aFirstPageViewWithItsFontsIsUnderAHundredKilobytes(String name) throws IOException {
        try (Seen seen = browser.open(name, 1280)) {
            seen.page().evaluate("document.fonts.ready.then(() => 0)");
            assertThat(WeightTest.weight(seen.asked())).isLessThan(100_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {COVER, CHAPTER, KATA})
    void aPageBringsItsFontsFromTheFolder(String name) {
        try (Seen seen = browser.open(name, 1280)) {
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
    @ValueSource(strings = {COVER, CHAPTER, KATA, LEVELS})
    void thePointsOfTheCodeAreMarked(String name) {
        try (Seen seen = browser.open(name, 1280)) {
            assertThat(seen.page().locator("[role=img][title^='can be cancelled here']").count())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({
        COVER + ",LIGHT",
        COVER + ",DARK",
        CHAPTER + ",LIGHT",
        CHAPTER + ",DARK",
        KATA + ",LIGHT",
        KATA + ",DARK",
        TABLES + ",LIGHT",
        TABLES + ",DARK",
        GAME + ",LIGHT",
        GAME + ",DARK",
        LEVELS + ",LIGHT",
        LEVELS + ",DARK"
    })
    void aPageIsFitForEverybody(String name, ColorScheme scheme) {
        try (Seen seen =
                browser.open(name, new Browser.NewContextOptions().setColorScheme(scheme))) {
            seen.unfold();
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
                browser.open(
                        CHAPTER,
                        new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT))) {
            String paper = "getComputedStyle(document.body).backgroundColor";
            Object light = seen.value(paper);
            seen.page().locator("#theme").click();
            Object dark = seen.value(paper);
            assertThat(dark).isNotEqualTo(light);
            seen.page().navigate(Chromium.address(KATA));
            assertThat(seen.value(paper)).isEqualTo(dark);
            seen.page().locator("#theme").click();
            assertThat(seen.value(paper)).isEqualTo(light);
        }
    }

    @Test
    void withoutJavaScriptAPageIsReadAndOffersNothingDead() {
        try (Seen seen =
                browser.open(KATA, new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            assertThat(seen.page().locator("main h2").first().isVisible()).isTrue();
            assertThat(seen.page().locator("button:visible").count()).isZero();
            seen.page().getByText("Hint 1").click();
            assertThat(seen.page().locator("details[open] p").isVisible()).isTrue();
        }
    }

    @Test
    void aListingIsCopiedWithoutItsNumbersAndMarks() {
        try (Seen seen = browser.open(KATA, 1280)) {
            seen.page()
                    .evaluate(
                            "navigator.clipboard.writeText = t => { window.copied = t;"
                                    + " return Promise.resolve() }");
            seen.page().locator(".listing button").first().click();
            assertThat((String) seen.value("window.copied"))
                    .startsWith("package cancelsafety;\n\nimport ")
                    .endsWith("}\n");
        }
    }

    @Test
    void theFirstTabLeadsToTheText() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            seen.page().keyboard().press("Tab");
            seen.page().keyboard().press("Enter");
            assertThat(seen.page().url()).endsWith(CHAPTER + "#main");
        }
    }

    @Test
    void theScrubberIsHandledWithTheKeyboardAloneAndTheGuessIsRemembered() {
        try (Seen seen = browser.open(KATA, 1280)) {
            seen.page().getByRole(AriaRole.SLIDER).first().focus();
            seen.press("Home", "ArrowRight", "Tab", "Space", "Tab", "Enter");
            String said = "Your guess for this run (line 29, Auditor.approve, before the call)";
            assertThat(seen.page().getByRole(AriaRole.STATUS).allInnerTexts())
                    .anyMatch(text -> text.startsWith(said) && text.contains("Correct."));
            seen.page().reload();
            assertThat(seen.page().getByRole(AriaRole.STATUS).allInnerTexts())
                    .anyMatch(text -> text.startsWith(said));
        }
    }

    @Test
    void aScreenReaderHearsLineAndStateAndTheEndOnlyAfterThePrediction() {
        try (Seen seen = browser.open(KATA, 1280)) {
            Locator slider = seen.page().getByRole(AriaRole.SLIDER, named("Cancel")).first();
            assertThat(slider.getAttribute("aria-valuetext")).startsWith("Not cancelled.");
            slider.press("ArrowRight");
            assertThat(slider.getAttribute("aria-valuetext"))
                    .contains("Line 29, Auditor.approve", "a 70, b 0, a + b 70", "not shown yet");
            seen.page()
                    .getByText("Reveal", new Page.GetByTextOptions().setExact(true))
                    .first()
                    .click();
            assertThat(slider.getAttribute("aria-valuetext")).contains("Broken: a + b = 100");
        }
    }

    @Test
    void onTheCoverTheMoneyVanishesUnderTheSlider() {
        try (Seen seen = browser.open(COVER, 1280)) {
            Locator slider = seen.page().getByRole(AriaRole.SLIDER, named("Cancel"));
            assertThat(slider.getAttribute("aria-valuetext"))
                    .startsWith("Not cancelled.")
                    .contains("a + b 100", "Every promise is kept");
            slider.press("ArrowRight");
            assertThat(slider.getAttribute("aria-valuetext"))
                    .contains("a + b 70", "Broken: a + b = 100");
            assertThat(seen.page().locator(".ask").count()).isZero();
        }
    }

    @Test
    void theStoryOfAWrongAnswerIsLoadedWhenItIsOpened() {
        try (Seen seen = browser.open(KATA, 1280)) {
            Locator answer =
                    seen.page()
                            .locator("details", new Page.LocatorOptions().setHasText("locks-it"))
                            .locator("cancel-scrub")
                            .first();
            String story = answer.getAttribute("data-key") + ".js";
            assertThat(seen.asked()).noneMatch(u -> u.endsWith(story));
            seen.page().getByText("locks-it", new Page.GetByTextOptions().setExact(true)).click();
            seen.page()
                    .locator("[data-key='" + answer.getAttribute("data-key") + "'].ready")
                    .waitFor();
            assertThat(seen.asked()).anyMatch(u -> u.endsWith(story));
        }
    }

    @Test
    void theSecondSliderCancelsTheCleanupToo() {
        try (Seen seen = browser.open("kata/ShieldedCleanup.html", 1280)) {
            seen.page().getByRole(AriaRole.SLIDER, named("Cancel")).first().focus();
            seen.press("Home", "ArrowRight", "Tab", "ArrowRight");
            Locator again = seen.page().getByRole(AriaRole.SLIDER, named("and again")).first();
            assertThat(again.evaluate("s => s === document.activeElement")).isEqualTo(true);
            assertThat(again.getAttribute("aria-valuetext"))
                    .contains("Session.work", ", then line", "Session.goodbye", "not shown yet");
            assertThat(seen.page().locator("cancel-scrub").first().locator(".l.on").count())
                    .isEqualTo(2);
        }
    }

    @Test
    void theColumnsOfTheThreadsFollowTheStepSlider() {
        try (Seen seen = browser.open("kata/BudgetToken.html", 1280)) {
            Locator scrub = seen.page().locator("cancel-scrub").first();
            Locator step = scrub.getByRole(AriaRole.SLIDER, in("Step"));
            step.focus();
            seen.press("Home", "ArrowRight", "ArrowRight");
            assertThat(step.getAttribute("aria-valuetext"))
                    .matches("Step 2 of \\d+: t1 at line \\d+\\.");
            assertThat(scrub.locator(".lanes th").allInnerTexts()).containsExactly("t1", "t2");
            assertThat(scrub.locator(".lanes tr.at").count()).isEqualTo(1);
            assertThat(scrub.locator(".lanes tr.at .n").innerText())
                    .isEqualTo(scrub.locator("pre .l.at .n").innerText());
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions in(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    @Test
    void onPaperTheScrubberIsItsTable() {
        try (Seen seen = browser.open(COVER, 1280)) {
            Locator table = seen.page().locator(".astable table");
            assertThat(table.isVisible()).isFalse();
            seen.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(table.isVisible()).isTrue();
            assertThat(seen.page().locator(".track").isVisible()).isFalse();
        }
    }
}
