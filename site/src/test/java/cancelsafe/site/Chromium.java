package cancelsafe.site;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A real browser, which opens the pages of the real book from their folder. */
final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(onThePath())
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-quic",
                                                        "--disable-background-networking")));
    }

    /** A machine without one fails: these promises cannot be kept unseen. */
    private static Path onThePath() {
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

    /** A page on the screen, and what it asked for and complained of. */
    record Seen(BrowserContext context, Page page, List<String> asked, List<String> complaints)
            implements AutoCloseable {
        Object value(String script) {
            return Objects.requireNonNull(page.evaluate(script), script);
        }

        void press(String... keys) {
            for (String key : keys) {
                page.keyboard().press(key);
            }
        }

        void unfold() {
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** Opens a page by its name from the folder of the cover. */
    Seen open(String name, Browser.NewContextOptions options) {
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
        page.navigate(address(name));
        return new Seen(context, page, asked, complaints);
    }

    Seen open(String name, int width) {
        return open(name, new Browser.NewContextOptions().setViewportSize(width, 800));
    }

    /** Where a page lies. */
    static String address(String name) {
        return RealBook.site().toUri() + name;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
