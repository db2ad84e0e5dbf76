package cancelsafe.site;

import cancelsafe.site.Chromium.Seen;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/**
 * Prints what a reader feels in the browser: bytes of a page, first paint, answers of the search,
 * frames of the scrubber. Not part of the build: {@code bench/run reader} calls it.
 */
class BrowserFigures {
    private static final String MEDIAN_OF =
            """
            (work => { const times = [];
              for (let i = 0; i < 41; i++) { const t = performance.now(); work(i); document.body.offsetHeight; times.push(performance.now() - t); }
              return times.sort((a, b) => a - b)[20]; })\
            """;

    @Test
    void ofThePages() throws IOException {
        try (Chromium browser = new Chromium()) {
            for (String name :
                    List.of(
                            "index.html",
                            "01-flag-tokens.html",
                            "02-cancel-safety.html",
                            "kata/TornTransfer.html",
                            "adversary/TornTransfer.html")) {
                page(browser, name);
            }
            try (Seen seen = browser.open("index.html", 1280)) {
                seen.press("/");
                seen.page().waitForFunction("window.bookIndex");
                print(
                        "search, from a letter to the list",
                        seen,
                        "(i => { const f = document.querySelector('dialog.search input'); f.value ="
                                + " ['FileChannel.write', 'cancel', 'interrupt', 's'][i % 4];"
                                + " f.dispatchEvent(new Event('input')); })");
            }
            try (Seen seen = browser.open("kata/TornTransfer.html", 1280)) {
                print("frame of the scrubber, one thread", seen, MOVE);
            }
            try (Seen seen = browser.open("kata/BudgetToken.html", 1280)) {
                print("frame of the scrubber, two threads", seen, MOVE);
            }
        }
    }

    private static final String MOVE =
            """
            (i => { const s = document.querySelector('cancel-scrub .track label:not([hidden]) input');
              s.value = i % (+s.max + 1); s.dispatchEvent(new Event('input')); })\
            """;

    private static void print(String what, Seen seen, String work) {
        double millis = ((Number) seen.value(MEDIAN_OF + "(" + work + ")")).doubleValue();
        System.out.printf("%s: %.1f ms%n", what, millis);
    }

    private static void page(Chromium browser, String name) throws IOException {
        try (Seen seen = browser.open(name, 1280)) {
            seen.page().evaluate("document.fonts.ready.then(() => 0)");
            Object paint =
                    seen.value(
                            "Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
                                + " ?? 0)");
            System.out.printf(
                    "%s: %d kB compressed with its fonts, first paint after %s ms%n",
                    name, WeightTest.weight(seen.asked()) / 1000, paint);
        }
    }
}
