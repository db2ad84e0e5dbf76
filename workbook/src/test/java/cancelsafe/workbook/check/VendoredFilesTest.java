package cancelsafe.workbook.check;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.workbook.BookCopy;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Files of others that the repository holds: {@code .ci/vendored.tsv} says where they are from. */
class VendoredFilesTest {
    private static final Path FONTS =
            BookCopy.ROOT.resolve("site/src/main/resources/cancelsafe/site/assets/fonts");

    private record Row(Path file, String sha256) {
        static List<Row> all() throws Exception {
            return Files.readAllLines(BookCopy.ROOT.resolve(".ci/vendored.tsv")).stream()
                    .skip(1)
                    .map(row -> row.split("\t", -1))
                    .map(cells -> new Row(BookCopy.ROOT.resolve(cells[0]), cells[4]))
                    .toList();
        }
    }

    @Test
    void everyVendoredFileHasItsChecksum() throws Exception {
        for (Row row : Row.all()) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(row.file()));
            assertThat(HexFormat.of().formatHex(digest))
                    .as("%s", row.file())
                    .isEqualTo(row.sha256());
        }
    }

    @Test
    void everyFontIsListed() throws Exception {
        try (Stream<Path> fonts = Files.list(FONTS)) {
            assertThat(fonts.filter(f -> f.toString().endsWith(".woff2")))
                    .containsExactlyInAnyOrderElementsOf(
                            Row.all().stream()
                                    .map(Row::file)
                                    .filter(file -> file.startsWith(FONTS))
                                    .toList());
        }
    }
}
