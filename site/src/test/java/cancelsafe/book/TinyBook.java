package cancelsafe.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A book of one chapter and one kata in a temporary folder, to be broken by a test. */
public record TinyBook(Path root) {
    /** The one kata's entry. */
    public static final String KATAS =
            """
            - id: Stop
              number: "1.1"
              kind: fix
              difficulty: 1
              title: It does not stop
              task: Make it stop.
              invariant: It stops.
              hints: [Look, Think, Write]
              wrong:
                sleeps:
                  fails: itStops
                  diagnosis: It sleeps instead.
              right:
                returns: It returns.
              solved: It stopped.
            """;

    /** The one chapter's text. */
    public static final String TEXT =
            """
            = The first chapter

            Some text.

            [#one]
            == One section

            [source,java]
            ----
            include::snippets/Waits.java[]
            ----
            <1> Here.

            kata::Stop[The kata]
            """;

    private static final String ANSWER =
            """
            package first;

            public class Stop {
                public void run() throws InterruptedException {
                    Thread.sleep(1);
                }
            }
            """;

    /** The head of a table of ideas. */
    public static final String IDEAS = "id\tkind\titem\tchapter\tform\n";

    /** Writes the book. */
    public static TinyBook in(Path root) {
        return new TinyBook(root)
                .with("chapters/01-first/chapter.adoc", TEXT)
                .with("chapters/01-first/katas.yaml", KATAS)
                .with(
                        "chapters/01-first/snippets/Waits.java",
                        """
                        ///usr/bin/env jbang "$0" "$@" ; exit $?
                        //JAVA 25
                        // covers: S0-01

                        void main() throws InterruptedException {
                            Thread.sleep(1); // <1>
                        }
                        """)
                .with("exercises/start/first/Stop.java", ANSWER)
                .with("solutions/src/main/java/first/Stop.java", ANSWER)
                .with("solutions/wrong/first/Stop/sleeps/Stop.java", ANSWER)
                .with("solutions/right/first/Stop/returns/Stop.java", ANSWER)
                .with(
                        "chapters/99-appendix/coverage.tsv",
                        IDEAS + "S0-01\tconcept\tA flag\tfirst\ttext\n")
                .with("chapters/99-appendix/beyond.tsv", IDEAS)
                .with("given/src/main/java/none.txt", "");
    }

    /** With this file, new or instead of the old one. */
    public TinyBook with(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without this file. */
    public TinyBook without(String file) {
        try {
            Files.delete(root.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model of it. */
    public Book read() {
        return Book.read(root);
    }
}
