package cancelsafe.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class GlossaryTest {
    private static final String WORDS =
            """
            = Appendix

            [glossary]
            data race:: Two accesses without an order. See term:lock[].
            lock:: Held by one thread. A lock is a term:lock[].
            """;

    @TempDir Path folder;
    private TinyBook tiny = new TinyBook(Path.of(""));

    @BeforeEach
    void aBook() {
        tiny = TinyBook.in(folder).with("chapters/99-appendix/chapter.adoc", WORDS);
    }

    private Glossary with(String sentence) {
        tiny.with("chapters/01-first/chapter.adoc", TinyBook.TEXT + "\n" + sentence + "\n");
        return Glossary.of(tiny.read());
    }

    @Test
    void aUsedTermLinksToItsEntry() {
        assertThat(with("").linked("A term:data-race[], two term:data-race[data races]."))
                .isEqualTo(
                        "A link:99-appendix.html#word-data-race[\"_data race_\",role=\"term\"], two"
                                + " link:99-appendix.html#word-data-race[\"_data"
                                + " races_\",role=\"term\"].");
    }

    @Test
    void aTermWithoutAnEntryIsReported() {
        assertThat(with("A term:data-race[] and a term:livelock[].").problems())
                .containsExactly(
                        "chapters/01-first/chapter.adoc:16:"
                                + " the glossary has no entry for term:livelock[]");
    }

    @Test
    void anEntryThatNoOtherTextUsesIsReported() {
        assertThat(with("Nothing here.").problems())
                .containsExactly(
                        "chapters/99-appendix/chapter.adoc:4: no text uses term:data-race[]");
    }
}
