package cancelsafe.workbook.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class ForeignTextTest {
    @Test
    void controlCharactersAreWrittenOut() {
        IntStream.concat(IntStream.range(0, 0x20), IntStream.rangeClosed(0x7f, 0x9f))
                .filter(c -> c != '\n' && c != '\t')
                .forEach(
                        c ->
                                assertThat(ForeignText.clean("a" + (char) c + "b"))
                                        .isEqualTo("a\\u%04xb".formatted(c)));
    }

    @Test
    void linesAndTabsStay() {
        assertThat(ForeignText.clean("a\n\tb\r\nc")).isEqualTo("a\n\tb\nc");
        assertThat(ForeignText.clean("left\rover")).isEqualTo("left\\u000dover");
        assertThat(ForeignText.clean("a\u2028b\u2029c")).isEqualTo("a\\u2028b\\u2029c");
    }

    @Test
    void everyHalfOfACharacterIsWrittenOut() {
        IntStream.rangeClosed(0xd800, 0xdfff)
                .forEach(
                        c ->
                                assertThat(ForeignText.clean("a" + (char) c + "b"))
                                        .isEqualTo("a\\u%04xb".formatted(c)));
    }

    @Test
    void whatTurnsTheDirectionOfWritingIsWrittenOut() {
        for (int c : new int[] {0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2069}) {
            assertThat(ForeignText.clean("a" + (char) c)).isEqualTo("a\\u%04x".formatted(c));
        }
    }

    @Test
    void charactersThatDoNotExistAreWrittenOut() {
        assertThat(ForeignText.clean("\ufffe\uffff\ufdd0")).isEqualTo("\\ufffe\\uffff\\ufdd0");
        assertThat(ForeignText.clean(Character.toString(0x1ffff))).isEqualTo("\\u1ffff");
    }

    @Test
    void wordsOfAllLanguagesStay() {
        for (String text : List.of("plain", "Grüße", "日本語", "עברית", "😀", "a\u0301", "")) {
            assertThat(ForeignText.clean(text)).isEqualTo(text);
        }
    }

    @Test
    void cleanTextStaysAsItIs() {
        String clean = ForeignText.clean("\u001b[2J\ud800");
        assertThat(ForeignText.clean(clean)).isEqualTo(clean);
    }

    @Test
    void markdownAndHtmlMeanNothing() {
        assertThat(ForeignText.markdown("a | b\n`c` <d> [e](f)\u0007"))
                .isEqualTo("a \\| b \\`c\\` &lt;d&gt; \\[e\\](f)\\\\u0007");
        assertThat(ForeignText.html("<b x='1' y=\"2\">&\u0007"))
                .isEqualTo("&lt;b x=&#39;1&#39; y=&quot;2&quot;&gt;&amp;\\u0007");
    }
}
