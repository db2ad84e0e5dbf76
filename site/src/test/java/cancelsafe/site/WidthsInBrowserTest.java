package cancelsafe.site;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.site.Chromium.Seen;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Code and tables have room in every window. */
@TestInstance(Lifecycle.PER_CLASS)
class WidthsInBrowserTest {
    private static final List<Integer> WIDTHS = List.of(320, 390, 768, 1024, 1280, 1920);
    private static final int HEIGHT = 800;

    private final Chromium browser = new Chromium();

    @AfterAll
    void close() {
        browser.close();
    }

    private static Object cut(Seen seen, String selector) {
        return seen.page()
                .evaluate(
                        "s => [...document.querySelectorAll(s)]"
                                + ".filter(e => e.scrollWidth > e.clientWidth).length",
                        selector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "02-cancel-safety.html",
                "kata/JournaledStore.html",
                "kata/TokenTree.html",
                "adversary/TimedCall.html"
            })
    void noScrubberCutsItsCode(String name) {
        try (Seen seen = browser.open(name, 1280)) {
            seen.unfold();
            seen.page().locator(".ready .scrub").first().waitFor();
            for (int width : WIDTHS) {
                seen.page().setViewportSize(width, HEIGHT);
                assertThat(cut(seen, ".scrub > pre")).as("at %d pixels", width).isEqualTo(0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 1280, 1920})
    void noTableIsCutOnPhonesAndDesktops(int width) {
        for (String name : List.of("02-cancel-safety.html", "99-appendix.html")) {
            try (Seen seen = browser.open(name, width)) {
                seen.unfold();
                assertThat(cut(seen, ".data .scroll")).as(name).isEqualTo(0);
            }
        }
    }

    @Test
    void theFirstColumnStaysWhileATableIsScrolled() {
        try (Seen seen = browser.open("99-appendix.html", 700)) {
            seen.unfold();
            Locator table = seen.page().locator("#cancellation-points");
            Locator head = table.locator("tbody th").first();
            table.scrollIntoViewIfNeeded();
            double before = head.boundingBox().x;
            table.locator(".scroll").evaluate("e => e.scrollLeft = 200");
            assertThat(head.boundingBox().x).isEqualTo(before);
        }
    }

    @Test
    void onAPhoneTheSliderAndItsLineAreOnOneScreen() {
        try (Seen seen = browser.open("kata/JournaledStore.html", 390)) {
            Locator scrub = seen.page().locator("cancel-scrub.ready").first();
            Locator slider = scrub.getByRole(AriaRole.SLIDER).first();
            scrub.locator("pre").evaluate("e => e.scrollIntoView()");
            slider.focus();
            for (int i = 0; i < 4; i++) {
                seen.press("ArrowRight");
                assertThat(isOnScreen(slider)).isTrue();
                assertThat(isOnScreen(scrub.locator("pre .l.on").first())).isTrue();
            }
        }
    }

    @Test
    void onAPhoneCodeInACellIsInTheColumnOfItsWords() {
        try (Seen seen = browser.open("08-comparisons.html", 390)) {
            String code = "[...document.querySelectorAll('.data td code')]";
            assertThat(seen.value(code + ".length")).isNotEqualTo(0);
            assertThat(
                            seen.value(
                                    code
                                            + ".every(c => c.getBoundingClientRect().left - 100"
                                            + " > c.closest('td').getBoundingClientRect().left)"))
                    .isEqualTo(true);
        }
    }

    private static boolean isOnScreen(Locator what) {
        double top = what.boundingBox().y;
        return top >= 0 && top + what.boundingBox().height <= HEIGHT;
    }
}
