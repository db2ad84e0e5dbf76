package cancelsafe.site;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.site.Chromium.Seen;
import cancelsafe.site.page.Adversary;
import cancelsafe.site.story.RecordedStory;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import java.io.IOException;
import java.util.List;

/** The game, played in a real browser with the keyboard, and read as a screen reader reads it. */
@TestInstance(Lifecycle.PER_CLASS)
class AdversaryInBrowserTest {
    private final Chromium browser = new Chromium();

    @AfterAll
    void close() {
        browser.close();
    }

    /** The level of an answer, unfolded from the keyboard. */
    private static Locator level(Seen seen, String kata, String answer) throws IOException {
        Kata of = Book.read(RealBook.ROOT).kata(kata).orElseThrow();
        RecordedStory story = RecordedStory.of(of, answer).orElseThrow();
        Locator level = seen.page().locator("[data-level='" + story.key() + "']");
        if (level.getAttribute("open") == null) {
            level.locator("summary").first().focus();
            seen.press("Enter");
        }
        level.locator(".strikes").waitFor();
        return level;
    }

    private Seen open(String kata) {
        return browser.open("adversary/" + kata + ".html", 1280);
    }

    private static Locator slider(Locator level, String name) {
        return level.getByRole(
                AriaRole.SLIDER, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Locator level, String name) {
        return level.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    /** What a screen reader says by itself after a move. */
    private static String status(Locator level) {
        return level.locator("p[role=status]").innerText();
    }

    @Test
    void aCancellationIsPlacedWithTheKeyboardAloneAndBreaksIt() throws IOException {
        try (Seen seen = open("TornTransfer")) {
            Locator level = level(seen, "TornTransfer", "locks-it");
            slider(level, "Cancel").focus();
            seen.press("Home", "ArrowRight");
            assertThat(slider(level, "Cancel").getAttribute("aria-valuetext"))
                    .contains("Auditor.approve, before the call", "not shown yet");
            seen.press("Enter");
            assertThat(status(level)).isEqualTo("You broke it: a + b = 100. Par.");
            assertThat(slider(level, "Cancel").getAttribute("aria-valuetext"))
                    .contains("Broken: a + b = 100");
            assertThat(level.locator("summary").first().innerText()).contains("done in 1");
            assertThat(level.getByText("locks-it").isVisible()).isTrue();
        }
    }

    @Test
    void nothingOfTheAnswerIsToldBeforeItIsDone() throws IOException {
        try (Seen seen = open("TornTransfer")) {
            seen.unfold();
            Locator wrong = level(seen, "TornTransfer", "locks-it");
            Locator right = level(seen, "TornTransfer", "reference");
            for (Locator level : List.of(wrong, right)) {
                assertThat(level.innerText())
                        .doesNotContain("locks-it", "reference", "broken", "kept");
                assertThat(level.ariaSnapshot()).doesNotContain("locks-it", "reference");
                assertThat(level.locator(".com").count()).isZero();
            }
            assertThat(seen.asked()).noneMatch(u -> u.contains("locks-it"));
        }
    }

    @Test
    void whereNothingBreaksItToSayThatWins() throws IOException {
        try (Seen seen = open("TornTransfer")) {
            Locator level = level(seen, "TornTransfer", "reference");
            button(level, "Nothing breaks it").focus();
            seen.press("Enter");
            assertThat(status(level)).startsWith("Correct.");
            assertThat(level.getByText("It is the answer reference to").isVisible()).isTrue();
        }
    }

    @Test
    void whoSaysTooEarlyThatNothingBreaksItSpendsAStrike() throws IOException {
        try (Seen seen = open("ShieldedCleanup")) {
            Locator level = level(seen, "ShieldedCleanup", "swallows-the-interrupt");
            assertThat(level.innerText()).contains("Strikes left: 3. Par is 2.");
            button(level, "Nothing breaks it").press("Enter");
            assertThat(status(level)).isEqualTo("Not correct: at least one run breaks a promise.");
            assertThat(level.innerText()).contains("Strikes left: 2.");
            assertThat(level.locator(".answer").isVisible()).isFalse();
        }
    }

    @Test
    void theLastStrikeEndsTheLevelAndItCanBePlayedAgain() throws IOException {
        try (Seen seen = open("TornTransfer")) {
            Locator level = level(seen, "TornTransfer", "locks-it");
            slider(level, "Cancel").press("Home");
            button(level, "Strike here").press("Enter");
            assertThat(level.locator("ol").innerText()).contains("Not cancelled: it held");
            assertThat(status(level)).contains("That was your last strike");
            assertThat(level.getByText("locks-it").isVisible()).isTrue();
            assertThat(button(level, "Strike here").isDisabled()).isTrue();
            assertThat(button(level, "Nothing breaks it").isDisabled()).isTrue();
            button(level, "Play again").press("Enter");
            assertThat(level.locator("ol li").count()).isZero();
            assertThat(button(level, "Strike here").isEnabled()).isTrue();
            assertThat(level.locator(".answer").isVisible()).isFalse();
        }
    }

    @Test
    void afterAWinTheNextLevelOfTheSetFollows() throws IOException {
        try (Seen seen = browser.open(Adversary.PAGE, 1280)) {
            Locator levels = seen.page().locator(".levels a");
            String second = levels.nth(1).getAttribute("href");
            levels.first().click();
            Locator level = seen.page().locator("details.level[open]");
            button(level, "Give up").press("Enter");
            level.getByText("Next level").press("Enter");
            seen.page().waitForURL(url -> url.endsWith(second));
        }
    }

    @Test
    void aSetHasAboutTenLevelsWithSentencesForNames() {
        try (Seen seen = browser.open(Adversary.PAGE, 1280)) {
            for (Locator set : seen.page().locator(".levels").all()) {
                assertThat(set.locator("li").count()).isBetween(1, 10);
                assertThat(set.locator("a").allInnerTexts()).allMatch(n -> n.matches("[A-Z].* .*"));
            }
        }
    }

    @Test
    void aSecondCancellationBreaksWhatASingleOneDoesNot() throws IOException {
        try (Seen seen = open("TakeThenProcess")) {
            Locator level = level(seen, "TakeThenProcess", "puts-it-back-and-waits");
            Locator first = slider(level, "Cancel");
            Locator second = slider(level, "and again");
            first.focus();
            while (!second.isVisible()) {
                seen.press("ArrowRight");
            }
            seen.press("Enter");
            assertThat(status(level)).isEqualTo("It held.");
            second.focus();
            seen.press("ArrowRight", "Enter");
            assertThat(status(level)).startsWith("You broke it: ");
        }
    }

    @Test
    void aSwitchOfThreadsBreaksALookThatIsFollowedByATake() throws IOException {
        try (Seen seen = open("Guard")) {
            Locator level = level(seen, "Guard", "looks-and-then-takes");
            Locator place = slider(level, "Switch");
            place.focus();
            for (int step = 0; !status(level).startsWith("You broke it"); step++) {
                assertThat(step).isLessThan(Integer.parseInt(place.getAttribute("max")));
                if (button(level, "Switch here").isDisabled()) {
                    button(level, "Play again").press("Enter");
                    place = slider(level, "Switch");
                }
                place.focus();
                place.press("End");
                for (int left = 0; left < step; left++) {
                    seen.press("ArrowLeft");
                }
                seen.press("Enter");
            }
            assertThat(slider(level, "Step").isVisible()).isTrue();
        }
    }

    @Test
    void whatIsDoneIsRememberedOnTheListOfAllLevels() throws IOException {
        try (Seen seen = open("TornTransfer")) {
            button(level(seen, "TornTransfer", "reference"), "Nothing breaks it").press("Enter");
            assertThat((String) seen.value("localStorage.getItem('adversary')"))
                    .matches("\\{\"TornTransfer/\\w+\":1}");
        }
        try (Seen seen = browser.open(Adversary.PAGE, 1280)) {
            seen.page()
                    .evaluate(
                            "localStorage.setItem('adversary', JSON.stringify({ [document"
                                    + ".querySelector('[data-level]').dataset.level]: 2 }))");
            seen.page().reload();
            assertThat(seen.page().locator(".sum").first().innerText()).startsWith("1 of ");
            assertThat(seen.page().locator(".levels .done").allInnerTexts())
                    .containsExactly("done in 2");
        }
    }

    @Test
    void anAddressLeadsToItsLevel() {
        try (Seen seen = browser.open("adversary/TornTransfer.html#C", 1280)) {
            assertThat(seen.page().locator("#C .strikes").isVisible()).isTrue();
            assertThat(seen.page().locator("#A .strikes").count()).isZero();
        }
    }

    @Test
    void withoutJavaScriptALevelIsReadAsATable() {
        try (Seen seen =
                browser.open(
                        "adversary/TornTransfer.html",
                        new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            seen.page().locator("#A > summary").click();
            assertThat(seen.page().locator("#A .astable table").isVisible()).isTrue();
        }
    }
}
