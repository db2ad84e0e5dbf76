package cancelsafe.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.book.Book;
import cancelsafe.book.BookException;
import cancelsafe.book.TinyBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SiteTest {
    private static final String CHAPTER = "chapters/01-first/chapter.adoc";

    @TempDir Path folder;

    private Path out() {
        return folder.resolve("out");
    }

    private TinyBook tiny() {
        return TinyBook.in(folder.resolve("book"));
    }

    private List<String> problems(TinyBook tiny) {
        return Site.build(tiny.read(), out()).problems();
    }

    private String page(String name) throws IOException {
        return Files.readString(out().resolve(name));
    }

    @Test
    void theRealBookIsBuiltWithoutProblems() {
        SiteReport report = RealBook.report();
        assertThat(report.problems()).isEmpty();
        assertThat(report.pages())
                .contains(
                        RealBook.site().resolve("index.html"),
                        RealBook.site().resolve("kata/TornTransfer.html"))
                .hasSizeGreaterThan(Book.read(RealBook.ROOT).katas().size());
    }

    @Test
    void aPageOfEachKindIsWritten() {
        assertThat(Site.build(tiny().read(), out()).pages())
                .containsExactly(
                        out().resolve("index.html"),
                        out().resolve("contents.html"),
                        out().resolve("01-first.html"),
                        out().resolve("kata/Stop.html"),
                        out().resolve("ideas.html"),
                        out().resolve("book.html"));
        assertThat(problems(tiny())).isEmpty();
    }

    @Test
    void aChapterWithoutKatasIsOnThePath() throws IOException {
        TinyBook tiny =
                tiny().with("chapters/02-second/chapter.adoc", "= The second chapter\n\nText.\n")
                        .with("chapters/03-third/katas.yaml", "[]\n");
        assertThat(problems(tiny)).isEmpty();
        assertThat(page("index.html"))
                .contains("The second chapter</a></b><p></p><small>5 minutes to read</small>")
                .contains("Third</span></b><p></p><small>not written yet</small>");
        assertThat(page("01-first.html"))
                .contains("href=\"02-second.html\">2 The second chapter →");
        assertThat(page("02-second.html"))
                .contains("href=\"01-first.html\">← 1 The first chapter")
                .doesNotContain("03-third");
    }

    @Test
    void aSnippetIsShownWithoutItsHeaderAndWithItsPointAndCallout() throws IOException {
        Site.build(tiny().read(), out());
        assertThat(page("01-first.html"))
                .doesNotContain("jbang", "//JAVA", "// covers")
                .contains("title=\"can be cancelled here: Thread.sleep\"")
                .contains("Thread.sleep(1);<b class=\"conum\">1</b>")
                .contains("id=\"Waits-L6\"><a class=\"n\">6</a><i class=\"dot\"");
    }

    @Test
    void anIdeaLeadsToTheProgramThatCarriesIt() throws IOException {
        Site.build(tiny().read(), out());
        assertThat(page("ideas.html"))
                .contains("All of them are covered.", "<th scope=\"row\">A flag<a ")
                .contains("<a href=\"01-first.html#Waits-L5\"><code>Waits</code></a>");
    }

    @Test
    void aDeadLinkIsFound() {
        assertThat(problems(tiny().with(CHAPTER, TinyBook.TEXT + "\nlink:gone.html[there]\n")))
                .containsExactly("01-first.html: dead link gone.html");
    }

    @Test
    void aDeadAnchorIsFound() {
        assertThat(problems(tiny().with(CHAPTER, TinyBook.TEXT + "\n<<nowhere,there>>\n")))
                .containsExactly("01-first.html: dead link #nowhere");
    }

    @Test
    void anAnchorThatStandsTwiceIsFound() {
        String twice = TinyBook.TEXT + "\n++++\n<p id=\"one\">again</p>\n++++\n";
        assertThat(problems(tiny().with(CHAPTER, twice)))
                .containsExactly("01-first.html: two places are called #one");
    }

    @Test
    void aTableBringsNoInlineStyle() throws IOException {
        String table = TinyBook.TEXT + "\n[cols=\"1,3\"]\n|===\n| a | b\n|===\n";
        assertThat(problems(tiny().with(CHAPTER, table))).isEmpty();
        assertThat(page("01-first.html")).contains("<table").doesNotContain("style=");
    }

    @Test
    void anInlineStyleIsTold() {
        String styled = TinyBook.TEXT + "\n++++\n<p style=\"color: red\">x</p>\n++++\n";
        assertThat(problems(tiny().with(CHAPTER, styled)))
                .containsExactly(
                        "01-first.html: an inline style, which the page's policy forbids:"
                                + " <p style=\"color: red\">");
    }

    @Test
    void theWholeBookIsOnePageWithAddressesOfItsOwn() throws IOException {
        String link = TinyBook.TEXT + "\nSee <<one,above>> and link:01-first.html#one[there].\n";
        assertThat(problems(tiny().with(CHAPTER, link))).isEmpty();
        assertThat(page("book.html"))
                .contains("<section class=\"chapter\" id=\"01-first\">", "id=\"01-first.one\"")
                .contains("href=\"#01-first.one\">above", "href=\"#01-first.one\">there");
    }

    @Test
    void searchFindsSectionsKatasProgramsWordsAndRows() throws IOException {
        String text =
                TinyBook.TEXT
                        + "\n"
                        + "table::calls[]\n\n"
                        + "[glossary]\n"
                        + "point:: A place.\n\n"
                        + "== Use\n\n"
                        + "A term:point[].\n";
        assertThat(
                        problems(
                                tiny().with(CHAPTER, text)
                                        .with(
                                                "chapters/01-first/tables/calls.tsv",
                                                "call\tpoint\nFileChannel.write(b)\talways\n")))
                .isEmpty();
        assertThat(page("assets/index.js"))
                .contains("[\"section\",\"One section\",\"01-first.html#one\"")
                .contains("[\"kata\",\"1.1 Stop: It does not stop\",\"kata/Stop.html\"")
                .contains("[\"program\",\"Waits\",\"01-first.html#Waits-L5\"")
                .contains("[\"word\",\"point\",\"01-first.html#word-point\",\"A place.\"]")
                .contains(
                        "[\"row\",\"FileChannel.write(b)\","
                                + "\"01-first.html#calls-filechannel-write-b\",\"always\"]");
    }

    @Test
    void aFootnoteLeadsThereAndBack() throws IOException {
        String note = TinyBook.TEXT + "\nA word.footnote:[Said by nobody.]\n";
        assertThat(problems(tiny().with(CHAPTER, note))).isEmpty();
        assertThat(page("01-first.html")).contains("href=\"#_footnotedef_1\"", "Said by nobody.");
    }

    @Test
    void aFigureThatCannotBeDrawnIsToldWithItsLine() {
        String figure = TinyBook.TEXT + "\nfigure::a[A tree]\n";
        assertThat(
                        problems(
                                tiny().with(CHAPTER, figure)
                                        .with("chapters/01-first/figures/a.tree", "a\n      b\n")))
                .containsExactly(
                        "chapters/01-first/figures/a.tree:2:"
                                + " a token must be indented by two spaces more than its parent");
    }

    @Test
    void aFigureThatIsNotThereIsTold() {
        assertThat(problems(tiny().with(CHAPTER, TinyBook.TEXT + "\nfigure::a[A tree]\n")))
                .containsExactly(
                        CHAPTER
                                + ":16: figure::a[] needs figures/a with one of the endings"
                                + " .tree, .closing, .bars, .time, .puml");
    }

    @Test
    void whatMakesAWrongAnswerRightIsShownLineByLine() throws IOException {
        String right = "package first;\n\npublic class Stop {\n    public void run() {}\n}\n";
        Site.build(tiny().with("solutions/src/main/java/first/Stop.java", right).read(), out());
        assertThat(page("kata/Stop.html"))
                .contains("<span class=\"l gone\"><i>−</i>", "<span class=\"l new\"><i>+</i>");
    }

    @Test
    void aTaggedRegionIsShownAndTheRestOfItsProgramIsFolded() throws IOException {
        String program =
                """
                //JAVA 25

                void main() {
                    // tag::core[]
                    waits();
                    // end::core[]
                }
                """;
        String text = TinyBook.TEXT.replace("Waits.java[]", "Waits.java[tag=core]");
        assertThat(
                        problems(
                                tiny().with(CHAPTER, text.replace("<1> Here.\n", ""))
                                        .with("chapters/01-first/snippets/Waits.java", program)))
                .isEmpty();
        assertThat(page("01-first.html"))
                .contains("<input type=\"checkbox\"> whole program")
                .contains("<span class=\"fold\"><span class=\"l\" data-n=\"3\">")
                .contains("<span class=\"l\" id=\"Waits-L5\">")
                .doesNotContain("tag::core");
    }

    @Test
    void aMissingSnippetIsToldWithFileAndLine() {
        assertThat(problems(tiny().without("chapters/01-first/snippets/Waits.java")))
                .anyMatch(
                        p ->
                                p.startsWith(CHAPTER + ":10: include file not found")
                                        && p.contains("Waits.java"));
    }

    @Test
    void anUnknownKataIsToldWithFileAndLineAndItsNeighbour() {
        String text = TinyBook.TEXT.replace("kata::Stop[", "kata::Stopp[");
        assertThat(problems(tiny().with(CHAPTER, text)))
                .containsExactly(
                        CHAPTER
                                + ":14: kata::Stopp[] names no kata of the book;"
                                + " the nearest is Stop");
    }

    @Test
    void aCalloutWithoutItsMarkIsToldWithFileAndLine() {
        String text = TinyBook.TEXT.replace("<1> Here.", "<1> Here.\n<2> And where?");
        assertThat(problems(tiny().with(CHAPTER, text)))
                .anyMatch(p -> p.startsWith(CHAPTER + ":13: ") && p.contains("callout"));
    }

    @Test
    void aMissingAnswerIsToldByItsFile() {
        assertThat(problems(tiny().without("solutions/wrong/first/Stop/sleeps/Stop.java")))
                .containsExactly(
                        "chapters/01-first/katas.yaml: Stop needs the file"
                                + " solutions/wrong/first/Stop/sleeps/Stop.java,"
                                + " which is not there");
    }

    @Test
    void aFolderWithForeignFilesIsNotEmptied() throws IOException {
        Files.createDirectories(out());
        Path letter = Files.writeString(out().resolve("letter.txt"), "dear");
        Book book = tiny().read();
        assertThatThrownBy(() -> Site.build(book, out()))
                .isInstanceOf(BookException.class)
                .hasMessageContaining("contains files that do not belong to this book");
        assertThat(letter).hasContent("dear");
    }

    @Test
    void whatAnEarlierBuildLeftIsReplaced() throws IOException {
        Site.build(tiny().read(), out());
        Path old = Files.writeString(out().resolve("kata/Gone.html"), "old");
        Site.build(tiny().read(), out());
        assertThat(old).doesNotExist();
    }

    @Test
    void oneChapterIsSetAgainWithoutTheOthers() throws IOException {
        TinyBook tiny = tiny();
        Site site = Site.open(tiny.read(), out());
        site.write();
        tiny.with(CHAPTER, TinyBook.TEXT.replace("Some text.", "Other text."));
        SiteReport report = site.render(tiny.read().chapters().getFirst());
        assertThat(report.problems()).isEmpty();
        assertThat(report.pages()).containsExactly(out().resolve("01-first.html"));
        assertThat(page("01-first.html")).contains("Other text.");
    }

    @Test
    void aProblemThatWasMendedIsNotToldAgain() {
        TinyBook tiny = tiny().with(CHAPTER, TinyBook.TEXT + "\nkata::Nobody[]\n");
        Site site = Site.open(tiny.read(), out());
        assertThat(site.write().problems()).hasSize(1);
        tiny.with(CHAPTER, TinyBook.TEXT);
        assertThat(site.render(tiny.read().chapters().getFirst()).problems()).isEmpty();
    }
}
