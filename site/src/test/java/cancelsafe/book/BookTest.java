package cancelsafe.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class BookTest {
    private static final String FILE = "chapters/01-first/katas.yaml";

    @TempDir Path folder;

    private TinyBook tiny() {
        return TinyBook.in(folder);
    }

    @Test
    void aBookIsReadFromItsFolders() {
        Book book = tiny().read();
        assertThat(book.chapters())
                .extracting(Chapter::title)
                .containsExactly("The first chapter", "Appendix");
        assertThat(book.katas()).extracting(Kata::id).containsExactly("Stop");
        assertThat(book.snippets()).extracting(Snippet::alias).containsExactly("waits");
    }

    @Test
    void aKataIsFoundByIdNumberAndFormerId() {
        Book book = tiny().with(FILE, TinyBook.KATAS + "  aliases: [Halt]\n").read();
        assertThat(book.kata("stop")).isPresent();
        assertThat(book.kata("1.1")).isPresent();
        assertThat(book.kata("halt")).isPresent();
        assertThat(book.kata("Go")).isEmpty();
    }

    @Test
    void aMistypedNameFindsItsNeighbours() {
        assertThat(tiny().read().nearest("Stpo")).containsExactly("Stop");
        assertThat(tiny().read().nearest("Elephant")).isEmpty();
    }

    @Test
    void aChapterWithoutTextIsCalledAfterItsFolder() {
        Book book = tiny().without("chapters/01-first/chapter.adoc").read();
        assertThat(book.chapters().getFirst().title()).isEqualTo("First");
        assertThat(book.chapters().getFirst().hasText()).isFalse();
    }

    @Test
    void aKataWithoutItsStartIsToldWithTheFileThatIsMissing() {
        TinyBook broken = tiny().without("exercises/start/first/Stop.java");
        assertThatThrownBy(broken::read)
                .isInstanceOf(BookException.class)
                .hasMessageContaining(FILE + ": Stop needs its start at")
                .hasMessageContaining("exercises/start/<package>/Stop.java; there is none");
    }

    @Test
    void aKataWithTwoHintsIsToldSo() {
        TinyBook broken =
                tiny().with(FILE, TinyBook.KATAS.replace("[Look, Think, Write]", "[Look, Think]"));
        assertThatThrownBy(broken::read)
                .isInstanceOf(BookException.class)
                .hasMessage(FILE + ": Stop has 2 hints; give three");
    }

    @Test
    void aMissingFieldIsNamed() {
        TinyBook broken = tiny().with(FILE, TinyBook.KATAS.replace("  task: Make it stop.\n", ""));
        assertThatThrownBy(broken::read)
                .isInstanceOf(BookException.class)
                .hasMessage(FILE + ": Stop has no task");
    }

    @Test
    void anUnknownFieldIsNamed() {
        TinyBook broken =
                tiny().with(FILE, TinyBook.KATAS.replace("  title:", "  headline: x\n  title:"));
        assertThatThrownBy(broken::read)
                .isInstanceOf(BookException.class)
                .hasMessageStartingWith(FILE + ":")
                .hasMessageContaining("headline");
    }

    @Test
    void yamlThatCannotBeReadIsToldWithItsLine() {
        TinyBook broken = tiny().with(FILE, TinyBook.KATAS.replace("kind: fix", "kind: [fix"));
        assertThatThrownBy(broken::read)
                .isInstanceOf(BookException.class)
                .hasMessageStartingWith(FILE + ":");
    }

    @Test
    void anUnknownKindIsToldWithItsLine() {
        TinyBook broken = tiny().with(FILE, TinyBook.KATAS.replace("kind: fix", "kind: guess"));
        assertThatThrownBy(broken::read)
                .isInstanceOf(BookException.class)
                .hasMessageStartingWith(FILE + ":3: kind");
    }

    @Test
    void aSnippetHasTwoSpellings() {
        Book book = tiny().with("chapters/01-first/snippets/JVMStopByFlag.java", "").read();
        assertThat(book.snippet("jvm-stop-by-flag")).isPresent();
        assertThat(book.snippet("JVMStopByFlag")).isPresent();
    }

    @Test
    void aProgramThatMeasuresATableIsRecordedInIt() {
        Book book =
                tiny().with("chapters/01-first/programs/WaysToStop.java", "")
                        .with("chapters/01-first/tables/ways-to-stop.tsv", "way\tends\n")
                        .read();
        assertThat(book.snippet("ways-to-stop"))
                .get()
                .extracting(Snippet::output)
                .isEqualTo(folder.resolve("chapters/01-first/tables/ways-to-stop.tsv"));
    }

    @Test
    void whatProgramsShareIsNoProgram() {
        Book book = tiny().with("chapters/01-first/programs/probe/Probe.java", "").read();
        assertThat(book.snippet("probe")).isEmpty();
    }
}
