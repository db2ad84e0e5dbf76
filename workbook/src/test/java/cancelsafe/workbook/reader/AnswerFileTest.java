package cancelsafe.workbook.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.book.Kata;
import cancelsafe.book.Kind;
import cancelsafe.workbook.reader.AnswerFile.Content;
import cancelsafe.workbook.reader.AnswerFile.Replaced;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class AnswerFileTest {
    @TempDir Path root;

    private Path path;
    private AnswerFile file;

    @BeforeEach
    void aKataWithAFile() throws IOException {
        Kata kata =
                new Kata(
                        "Stop",
                        "1.1",
                        Kind.FIX,
                        1,
                        "",
                        "",
                        "",
                        List.of(),
                        Map.of(),
                        Map.of(),
                        "",
                        List.of(),
                        List.of(),
                        "01-first",
                        "first",
                        root);
        path = kata.exercise();
        Files.createDirectories(path.getParent());
        Files.writeString(path, "old\n");
        file = new AnswerFile(kata);
    }

    @Test
    void theVersionThatWasReadIsReplaced() throws Exception {
        Replaced replaced = file.replace("new\n", file.read().version());
        assertThat(replaced).isInstanceOf(Replaced.Done.class);
        assertThat(path).hasContent("new\n");
        assertThat(((Replaced.Done) replaced).now()).isEqualTo(file.read());
        assertThat(path.getParent()).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFileThatHasChangedMeanwhileStaysAsItIs() throws Exception {
        Content read = file.read();
        Files.writeString(path, "from elsewhere\n");
        assertThat(file.replace("new\n", read.version()))
                .isEqualTo(new Replaced.Changed(file.read()));
        assertThat(path).hasContent("from elsewhere\n");
    }

    @Test
    void linesEndAsTheyDidBefore() throws Exception {
        Files.writeString(path, "one\r\ntwo\r\n");
        Content read = file.read();
        assertThat(read.text()).isEqualTo("one\ntwo\n");
        file.replace("one\nthree\n", read.version());
        assertThat(Files.readString(path)).isEqualTo("one\r\nthree\r\n");
    }

    @Test
    void aFileThatIsMissingIsNamedWithAWayOut() throws Exception {
        Files.delete(path);
        assertThatThrownBy(file::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Stop.java")
                .hasMessageContaining("./kata reset 1.1");
    }
}
