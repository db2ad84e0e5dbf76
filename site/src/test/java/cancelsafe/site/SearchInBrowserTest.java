package cancelsafe.site;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.site.Chromium.Seen;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What readers type, and what the search answers. */
@TestInstance(Lifecycle.PER_CLASS)
class SearchInBrowserTest {
    private static final String CHAPTER = "01-flag-tokens.html";

    private final Chromium browser = new Chromium();

    @AfterAll
    void close() {
        browser.close();
    }

    /** A question, and the places that may come first. */
    private record Wanted(String question, List<String> places) {}

    private static List<Wanted> wanted() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        SearchInBrowserTest.class.getResourceAsStream("queries.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(cells -> new Wanted(cells[0], List.of(cells[1].split("\\|"))))
                    .toList();
        }
    }

    /** The addresses of the first three places. */
    @SuppressWarnings("unchecked")
    private static List<String> firstThree(Seen seen, String question) {
        return (List<String>)
                Objects.requireNonNull(
                        seen.page()
                                .evaluate(
                                        "q => index.ask(q).hits.slice(0, 3).map(h => h.entry[2])",
                                        question));
    }

    @Test
    void whatReadersTypeLeadsToItsSection() throws IOException {
        List<Wanted> wanted = wanted();
        List<String> notFirst = new ArrayList<>();
        List<String> notAmongThree = new ArrayList<>();
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            search(seen, "token");
            seen.page()
                    .evaluate(
                            "window.index = new BookIndex(bookIndex.entries, bookIndex.synonyms);"
                                    + " 0");
            for (Wanted one : wanted) {
                List<String> found = firstThree(seen, one.question());
                if (found.stream().noneMatch(one.places()::contains)) {
                    notAmongThree.add(one.question() + ": " + found);
                }
                if (found.isEmpty() || !one.places().contains(found.getFirst())) {
                    notFirst.add(one.question() + ": " + found);
                }
            }
        }
        assertThat(wanted).hasSize(60);
        assertThat(notAmongThree).isEmpty();
        assertThat(notFirst).hasSizeLessThanOrEqualTo(5);
    }

    private static void search(Seen seen, String words) {
        seen.press("/");
        seen.page().keyboard().type(words);
        seen.page().locator("dialog.search li").first().waitFor();
    }

    private static Locator status(Seen seen) {
        return seen.page().locator("dialog.search [role=status]");
    }

    @Test
    void aCallOfTheJdkLeadsToItsRow() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            search(seen, "FileChannel.write");
            assertThat(seen.page().locator("dialog.search li").first().innerText())
                    .contains("table row", "FileChannel.write");
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
                    .anyMatch(t -> t.startsWith("glossary"));
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
    void onlyWhatWasMeantIsMarked() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            search(seen, "suppressed exception");
            assertThat(seen.page().locator("dialog.search mark").allInnerTexts())
                    .isNotEmpty()
                    .allMatch(mark -> mark.matches("(?i)\\w*suppress\\w*|\\w*exceptions?"));
        }
    }

    @Test
    void theCountIsOfAllPlacesAndAllCanBeShown() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            search(seen, "interrupt");
            int many = Integer.parseInt(status(seen).innerText().replaceAll("\\D", ""));
            assertThat(many).isGreaterThan(100);
            assertThat(seen.page().locator("dialog.search li").count()).isEqualTo(20);
            seen.page().getByText("Show all " + many).click();
            assertThat(seen.page().locator("dialog.search li").count()).isEqualTo(many);
        }
    }

    @Test
    void aMistypedWordIsNamedAsItIsInTheBook() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            search(seen, "dedlock");
            assertThat(status(seen).innerText()).endsWith("for “deadlock”.");
        }
    }

    @Test
    void whatIsNowhereTogetherIsFoundInPart() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            search(seen, "tokio outbox checkpoint");
            assertThat(status(seen).innerText()).startsWith("No page has all of these words;");
        }
    }

    @Test
    void whatIsNowhereIsSaid() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            seen.press("/");
            seen.page().keyboard().type("qqqqqq");
            PlaywrightAssertions.assertThat(status(seen))
                    .hasText("No page has any of these words.");
        }
    }

    @Test
    void theIndexComesOnlyWhenItIsNeeded() {
        try (Seen seen = browser.open(CHAPTER, 1280)) {
            assertThat(asked(seen)).isZero();
            search(seen, "token");
            assertThat(asked(seen)).isEqualTo(2);
        }
    }

    private static long asked(Seen seen) {
        return seen.asked().stream().filter(u -> u.matches(".*/(search|index)\\.js")).count();
    }
}
