package cancelsafe.site;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.site.Chromium.Seen;

import com.microsoft.playwright.Page;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The whole book on paper: what its PDF says. */
@TestInstance(Lifecycle.PER_CLASS)
class PrintInBrowserTest {
    private String printed = "";
    private List<String> bookmarks = List.of();
    private List<String> headings = List.of();
    private List<String> heads = List.of();

    @BeforeAll
    void print() throws IOException {
        try (Chromium browser = new Chromium();
                Seen seen = browser.open("book.html", 1280)) {
            headings = texts(seen, "main :is(h1, h2, h3)");
            heads = texts(seen, "figure.data thead th");
            byte[] pdf =
                    seen.page()
                            .pdf(
                                    new Page.PdfOptions()
                                            .setPreferCSSPageSize(true)
                                            .setTagged(true)
                                            .setOutline(true));
            try (PDDocument document = Loader.loadPDF(pdf)) {
                printed = squeezed(new PDFTextStripper().getText(document));
                List<String> found = new ArrayList<>();
                collect(document.getDocumentCatalog().getDocumentOutline().children(), found);
                bookmarks = List.copyOf(found);
            }
        }
    }

    private static void collect(Iterable<PDOutlineItem> items, List<String> found) {
        for (PDOutlineItem item : items) {
            found.add(squeezed(item.getTitle()));
            collect(item.children(), found);
        }
    }

    private static List<String> texts(Seen seen, String selector) {
        return seen.page().locator(selector).allTextContents().stream()
                .map(PrintInBrowserTest::squeezed)
                .toList();
    }

    /** Without spaces and hyphens, which lines that are broken change. */
    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\u00ad\\u200b\\u2010-]+", "");
    }

    @Test
    void everyHeadingIsPrinted() {
        assertThat(headings).hasSizeGreaterThan(150).allMatch(printed::contains);
    }

    @Test
    void theHeadingsOfTablesArePrinted() {
        assertThat(heads).hasSizeGreaterThan(60).allMatch(printed::contains);
    }

    @Test
    void everyKataIsPrinted() {
        for (Kata kata : Book.read(RealBook.ROOT).katas()) {
            assertThat(printed).contains("Kata" + kata.number() + "," + kata.id() + ":");
        }
    }

    @Test
    void everyBookmarkNamesItsHeadingOnce() {
        assertThat(bookmarks).isNotEmpty().allMatch(headings::contains);
    }
}
