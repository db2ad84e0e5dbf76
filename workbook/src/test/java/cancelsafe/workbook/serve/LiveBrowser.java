package cancelsafe.workbook.serve;

import cancelsafe.workbook.process.Processes;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A real browser for the pages from the server. */
final class LiveBrowser implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    LiveBrowser() {
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
                                                        "--disable-background-networking")));
    }

    private static Path onThePath() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(Processes::onPath)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Chromium on the PATH"));
    }

    /**
     * A page in a window of its own.
     *
     * @param complaints takes what the browser complains of
     */
    Page open(String address, List<String> complaints) {
        Page page = browser.newContext().newPage();
        page.onConsoleMessage(
                m -> {
                    if (m.type().equals("error") || m.type().equals("warning")) {
                        complaints.add(m.text());
                    }
                });
        page.onPageError(complaints::add);
        page.navigate(address);
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
