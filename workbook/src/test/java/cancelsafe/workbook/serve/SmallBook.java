package cancelsafe.workbook.serve;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.site.Site;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.program.Limits;
import cancelsafe.workbook.program.Programs;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.snippet.JBang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server of a book of one chapter, with one program and one real kata.
 *
 * @param key what a page must know
 */
record SmallBook(
        PageServer server, String key, Book book, Judge judge, OwnJudging judging, News news)
        implements AutoCloseable {
    static final String KATA = "CountingWorker";

    static final String PROGRAM =
            """
            ///usr/bin/env jbang "$0" "$@" ; exit $?
            //JAVA 25

            void main() {
                IO.println("shown"); // <1>
            }
            """;

    private static final String IDEAS = "id\tkind\tpoint\tchapter\tform\n";

    private static final String TEXT =
            """
            = First

            [#one]
            == One

            .Shown.java
            [source,java]
            ----
            include::snippets/Shown.java[]
            ----
            <1> It prints.

            kata::CountingWorker[Kata 1.3, CountingWorker]
            """;

    /** Serves the book, which is made in a folder. */
    static SmallBook in(Path folder) throws IOException {
        Path root = folder.resolve("book");
        Path chapter = Files.createDirectories(root.resolve("chapters/01-flag-tokens"));
        Files.writeString(chapter.resolve("chapter.adoc"), TEXT);
        Path snippets = Files.createDirectories(chapter.resolve("snippets"));
        Files.writeString(snippets.resolve("Shown.java"), PROGRAM);
        Path ideas = Files.createDirectories(root.resolve("chapters/99-appendix"));
        Files.writeString(ideas.resolve("coverage.tsv"), IDEAS);
        Files.writeString(ideas.resolve("beyond.tsv"), IDEAS);
        copyKata(root);
        Book book = Book.read(root);
        for (Kata kata : book.katas()) {
            Files.createDirectories(kata.exercise().getParent());
            Files.copy(kata.start(), kata.exercise());
        }
        Path out = folder.resolve("out");
        Site.build(book, out);
        JBang jbang = JBang.find(BookCopy.ROOT.resolve("workbook/jbang/target/lib")).orElseThrow();
        Programs programs = new Programs(jbang, Limits.USUAL);
        LivePages pages = new LivePages(book, out, _ -> {});
        Progress progress = Progress.in(folder.resolve("progress"), book);
        News news = new News(progress);
        Judge judge = new Judge(BookCopy.installation());
        OwnJudging judging = new OwnJudging(judge, progress, news);
        LiveBook live = new LiveBook(pages, progress, programs, judging, news);
        PageServer server = PageServer.start(live, 28_425);
        String key = server.address().getFragment().substring("key=".length());
        return new SmallBook(server, key, book, judge, judging, news);
    }

    /** Copies what belongs to the kata, with its entry alone. */
    private static void copyKata(Path root) throws IOException {
        for (String part :
                List.of("chapters", "exercises/start", "exercises/src/test", "solutions")) {
            try (Stream<Path> files = Files.walk(BookCopy.ROOT.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (file.toString().contains(KATA) && !file.toString().contains("target")) {
                        Path copy = root.resolve(BookCopy.ROOT.relativize(file));
                        Files.createDirectories(copy.getParent());
                        Files.copy(file, copy);
                    }
                }
            }
        }
        String chapter = "chapters/01-flag-tokens/katas.yaml";
        String all = Files.readString(BookCopy.ROOT.resolve(chapter));
        int begin = all.indexOf("- id: " + KATA);
        int end = all.indexOf("\n- id: ", begin);
        Files.writeString(root.resolve(chapter), all.substring(begin, end + 1));
    }

    Kata kata() {
        return book.katas().getFirst();
    }

    @Override
    public void close() {
        server.close();
        judging.close();
        judge.close();
    }
}
