package cancelsafe.workbook.serve;

import cancelsafe.book.Book;
import cancelsafe.site.Site;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.program.Limits;
import cancelsafe.workbook.program.Programs;
import cancelsafe.workbook.snippet.JBang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The server of a book of one chapter, with one program.
 *
 * @param key what a page must know
 */
record SmallBook(PageServer server, String key) implements AutoCloseable {
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
            """;

    /** Serves the book, which is made in a folder. */
    static SmallBook in(Path folder) throws IOException {
        Path root = folder.resolve("book");
        Path chapter = Files.createDirectories(root.resolve("chapters/01-first"));
        Files.writeString(chapter.resolve("chapter.adoc"), TEXT);
        Path snippets = Files.createDirectories(chapter.resolve("snippets"));
        Files.writeString(snippets.resolve("Shown.java"), PROGRAM);
        Path ideas = Files.createDirectories(root.resolve("chapters/99-appendix"));
        Files.writeString(ideas.resolve("coverage.tsv"), IDEAS);
        Files.writeString(ideas.resolve("beyond.tsv"), IDEAS);
        Book book = Book.read(root);
        Path out = folder.resolve("out");
        Site.build(book, out);
        JBang jbang = JBang.find(BookCopy.ROOT.resolve("workbook/jbang/target/lib")).orElseThrow();
        Programs programs = new Programs(jbang, Limits.USUAL);
        LivePages pages = new LivePages(book, out, _ -> {});
        PageServer server = PageServer.start(pages, book, programs, 28_425);
        String key = server.address().getFragment().substring("key=".length());
        return new SmallBook(server, key);
    }

    @Override
    public void close() {
        server.close();
    }
}
