package cancelsafe.site.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FigureTest {
    @TempDir Path folder;

    private String drawn(String name, String text) throws IOException, FigureException {
        return Figure.svg(Files.writeString(folder.resolve(name), text), "in words");
    }

    @Test
    void aFigureSaysInWordsWhatItShows() throws Exception {
        assertThat(drawn("a.tree", "root")).contains("role=\"img\" aria-label=\"in words\"");
    }

    @Test
    void aTreeShowsWhatACancellationReached() throws Exception {
        assertThat(drawn("a.tree", "root\n  ! one: by hand\n    two: cancelled\n  three\n"))
                .contains("<text class=\"plain\"", ">root<", ">three<")
                .containsPattern("<text class=\"origin\"[^>]*>one<")
                .containsPattern("<text class=\"struck\"[^>]*>two<")
                .containsOnlyOnce("class=\"edge cancel\"");
    }

    @Test
    void whatIsNeverClosedIsDrawnAsLeftOpen() throws Exception {
        assertThat(drawn("a.closing", "open a\nopen b\n! boom\nclose b\n"))
                .containsOnlyOnce("class=\"bar\"")
                .containsOnlyOnce("class=\"bar left\"")
                .containsPattern("<text class=\"cancel\"[^>]*>boom<");
    }

    @Test
    void aTenfoldValueHasABarThatIsOneDecadeLonger() throws Exception {
        String drawn =
                drawn(
                        "a.bars",
                        "unit ns\ngroup Checks\na: 10 10 11\nb: 100 90 100\nc: 1000 1000 1000\n");
        assertThat(drawn)
                .contains(">Checks<", ">10<", ">100<", ">1,000<", "logarithmic scale from 10")
                .containsPattern("<rect class=\"bar\"[^>]* width=\"130\"")
                .containsPattern("<rect class=\"bar\"[^>]* width=\"260\"");
    }

    @Test
    void aTimeLineIsDrawnAsItIsWritten() throws Exception {
        assertThat(drawn("a.time", "main: ==--|\nworker:  =!x\n@1 main -> worker: stop\n"))
                .contains("class=\"run\"", "class=\"wait\"", "<circle class=\"origin\"")
                .contains("<path class=\"arrow\"", ">stop<");
    }

    @Test
    void plantUmlBringsNeitherColoursNorInlineStyles() throws Exception {
        assertThat(drawn("a.puml", "A -> B: cancel()\nB -[#red]-> A: done\n"))
                .contains("cancel()", "var(--cancel)", "currentColor")
                .doesNotContain("style=", "#FF0000", "<?plantuml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a.tree;root%n    far;2;a token must be indented by two spaces more",
                "a.tree;# nothing;1;there is no token",
                "a.closing;open a%nclose b;2;b is not open here",
                "a.closing;open a%nopen a;2;a is opened twice",
                "a.bars;unit ns%na: many;2;a bar is written LABEL: VALUE LOW HIGH",
                "a.bars;a: 2 3 4;1;does not hold",
                "a.bars;unit ns;1;there is no bar",
                "a.time;main: ==%nmain -> x;2;neither a thread",
                "a.time;main: ==%n@1 other: words;2;no thread here is called other",
                "a.puml;A -> B%n??? what;2;PlantUML does not understand it",
            })
    void whatCannotBeDrawnIsToldWithItsLine(String name, String text, int line, String message) {
        assertThatThrownBy(() -> drawn(name, text.replace("%n", "\n")))
                .isInstanceOfSatisfying(
                        FigureException.class, e -> assertThat(e.line()).isEqualTo(line))
                .hasMessageContaining(message);
    }
}
