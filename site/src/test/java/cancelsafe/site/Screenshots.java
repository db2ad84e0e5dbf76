package cancelsafe.site;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.site.Chromium.Seen;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

/**
 * Takes the pictures in {@code site/screenshots} anew: a page of each kind, wide, on a phone and
 * dark. Not part of the build, which leaves the clone as it is: {@code mvn -pl site -am package
 * -Dtest=Screenshots -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class Screenshots {
    private static final Path FOLDER = RealBook.ROOT.resolve("site/screenshots").normalize();

    /** In pixels: width and height of the window. */
    private static final List<int[]> WINDOWS = List.of(new int[] {1280, 800}, new int[] {390, 800});

    private static final int COLOURS = 256;

    private final Chromium browser = new Chromium();

    @AfterAll
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "cover, index.html, ''",
        "chapter, 02-cancel-safety.html, .scrub",
        "kata, kata/TornTransfer.html, ''",
        "tables, 99-appendix.html, .data",
        "adversary, adversary.html, ''",
        "level, adversary/TornTransfer.html#A, #A"
    })
    void ofAPage(String name, String page, String part) throws IOException {
        take(name + "-wide", page, part, WINDOWS.getFirst(), ColorScheme.LIGHT);
        take(name + "-phone", page, part, WINDOWS.getLast(), ColorScheme.LIGHT);
        take(name + "-dark", page, part, WINDOWS.getFirst(), ColorScheme.DARK);
    }

    private void take(String name, String page, String part, int[] window, ColorScheme scheme)
            throws IOException {
        Browser.NewContextOptions options =
                new Browser.NewContextOptions()
                        .setViewportSize(window[0], window[1])
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setColorScheme(scheme);
        try (Seen seen = browser.open(page, options)) {
            seen.page().evaluate("document.fonts.ready.then(() => 0)");
            if (!part.isEmpty()) {
                seen.page()
                        .locator(part)
                        .first()
                        .evaluate(
                                "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 100)");
            }
            byte[] png = seen.page().screenshot();
            BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
            assertThat(ImageIO.write(light(full), "png", FOLDER.resolve(name + ".png").toFile()))
                    .isTrue();
        }
    }

    /** The same in few colours, since a clone carries it. */
    private static BufferedImage light(BufferedImage full) {
        int[] pixels =
                full.getRGB(0, 0, full.getWidth(), full.getHeight(), null, 0, full.getWidth());
        Map<Integer, Long> counted =
                Arrays.stream(pixels)
                        .boxed()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        int[] most =
                counted.entrySet().stream()
                        .sorted(
                                Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(COLOURS)
                        .mapToInt(Map.Entry::getKey)
                        .toArray();
        IndexColorModel colours =
                new IndexColorModel(8, most.length, most, 0, false, -1, DataBuffer.TYPE_BYTE);
        Map<Integer, Integer> nearest =
                counted.keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), c -> nearest(c, most)));
        BufferedImage light =
                new BufferedImage(
                        full.getWidth(),
                        full.getHeight(),
                        BufferedImage.TYPE_BYTE_INDEXED,
                        colours);
        for (int i = 0; i < pixels.length; i++) {
            light.getRaster()
                    .setSample(
                            i % full.getWidth(),
                            i / full.getWidth(),
                            0,
                            Objects.requireNonNull(nearest.get(pixels[i])));
        }
        return light;
    }

    private static int nearest(int colour, int[] among) {
        int nearest = 0;
        for (int i = 1; i < among.length; i++) {
            if (distance(colour, among[i]) < distance(colour, among[nearest])) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static int distance(int a, int b) {
        int sum = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int by = (a >> shift & 255) - (b >> shift & 255);
            sum += by * by;
        }
        return sum;
    }
}
