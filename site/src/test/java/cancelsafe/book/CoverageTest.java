package cancelsafe.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class CoverageTest {
    @TempDir Path folder;
    private TinyBook tiny = new TinyBook(Path.of(""));

    @BeforeEach
    void aBook() {
        tiny = TinyBook.in(folder);
    }

    @Test
    void theRealBookCarriesOnlyWhatItsTablesKnow() {
        Path root = Path.of(System.getProperty("cancelsafe.root", ".."));
        assertThat(Coverage.of(Book.read(root)).problems()).isEmpty();
    }

    @Test
    void aPlaceIsToldByFileAndLine() {
        Coverage coverage = Coverage.of(tiny.read());
        assertThat(coverage.problems()).isEmpty();
        assertThat(coverage.places("S0-01"))
                .map(Object::toString)
                .containsExactly("chapters/01-first/snippets/Waits.java:3");
    }

    @Test
    void anUnknownIdeaIsTold() {
        tiny.with("chapters/01-first/katas.yaml", TinyBook.KATAS + "  covers: [S9-99]\n");
        assertThat(Coverage.of(tiny.read()).problems())
                .containsExactly("kata 1.1 claims to cover S9-99, which is in no table");
    }

    @Test
    void aFinishedChapterOwesAllItsIdeas() {
        tiny.with("chapters/finished.txt", "first\n")
                .with("chapters/01-first/snippets/Waits.java", "void main() {}\n");
        assertThat(Coverage.of(tiny.read()).problems())
                .containsExactly("S0-01 is not covered anywhere: A flag");
    }

    @Test
    void aFlawOfASourceHasABox() {
        tiny.with(
                "chapters/99-appendix/coverage.tsv",
                TinyBook.IDEAS + "S0-01\tconcept\tA flag\tfirst\tSOURCE FLAW: never read\n");
        assertThat(Coverage.of(tiny.read()).problems())
                .containsExactly("S0-01 is a flaw of a source, but no box names it");
        tiny.with(
                "chapters/01-first/chapter.adoc",
                TinyBook.TEXT + "\n[.trap,flaws=\"S0-01 S0-02\"]\nIt is never read.\n");
        assertThat(Coverage.of(tiny.read()).problems())
                .containsExactly("a box names S0-02, which is not a flaw of a source");
    }
}
