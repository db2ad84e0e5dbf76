package cancelsafe.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class WordingTest {
    private static final String TEXT = "chapters/01-first/chapter.adoc";

    @TempDir Path folder;

    private List<String> problems(String text) {
        return Wording.problems(TinyBook.in(folder).with(TEXT, text).read());
    }

    private List<String> problemsOfAListedChapter(String text) {
        TinyBook.in(folder).with("chapters/plain.txt", "01-first\n");
        return problems(text);
    }

    @Test
    void anAvoidedWordIsReportedWithItsLine() {
        assertThat(problemsOfAListedChapter("= One\n\nWhoever cancels, waits.\n"))
                .containsExactly(TEXT + ":3: \"Whoever\": name the actor");
    }

    @Test
    void codeAndNamesMayContainIt() {
        String code = "----\nint nobody;\n----\n[#nobody]\nkata::Nobody[]\nSee `nobody`.\n";
        assertThat(problemsOfAListedChapter(code)).isEmpty();
    }

    @Test
    void aChapterThatIsNotListedIsNotRead() {
        assertThat(problems("= One\n\nWhoever cancels, waits.\n")).isEmpty();
    }
}
