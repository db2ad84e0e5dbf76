package cancelsafe.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** What the pages of the real book weigh, compressed, in bytes. */
class WeightTest {
    /** A chapter without the code of its scrubber, which comes after its text can be read. */
    @Test
    void theTextOfEachChapterWithItsFontsIsUnderAHundredKilobytes() throws IOException {
        long shared = 0;
        for (String asset : List.of("site.css", "site.js", "theme.js")) {
            shared += compressed("assets/" + asset);
        }
        for (Path font : files("assets/fonts", ".woff2")) {
            shared += Files.size(font);
        }
        for (Path chapter : chapters()) {
            assertThat(compressed(chapter) + shared)
                    .as(chapter.getFileName().toString())
                    .isLessThan(100_000);
        }
    }

    private static List<Path> chapters() throws IOException {
        try (Stream<Path> pages = Files.list(RealBook.site())) {
            List<Path> found =
                    pages.filter(p -> p.getFileName().toString().matches("[0-9]{2}-.*\\.html"))
                            .toList();
            assertThat(found).hasSizeGreaterThan(9);
            return found;
        }
    }

    @Test
    void theScrubbersCodeIsUnderSixKilobytesAndTheGamesUnderThree() throws IOException {
        assertThat(compressed("assets/scrubber.js")).isLessThan(6_000);
        assertThat(compressed("assets/adversary.js")).isLessThan(3_000);
    }

    @Test
    void everyStoryIsUnderTwoKilobytes() throws IOException {
        assertThat(files("stories", ".js"))
                .isNotEmpty()
                .allSatisfy(story -> assertThat(compressed(story)).isLessThan(2_000));
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(RealBook.site().resolve(folder))) {
            return files.filter(f -> f.toString().endsWith(ending)).toList();
        }
    }

    /** All that a page asks for, with itself; fonts are compressed already. */
    static long weight(List<String> asked) throws IOException {
        long weight = 0;
        for (String url : Set.copyOf(asked)) {
            if (url.startsWith("file:")) {
                Path file = Path.of(URI.create(url));
                weight += url.endsWith(".woff2") ? Files.size(file) : compressed(file);
            }
        }
        return weight;
    }

    private static long compressed(String file) throws IOException {
        return compressed(RealBook.site().resolve(file));
    }

    private static long compressed(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            Files.copy(file, gzip);
        }
        return bytes.size();
    }
}
