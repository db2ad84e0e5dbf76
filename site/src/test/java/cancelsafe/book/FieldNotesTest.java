package cancelsafe.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The field notes and the drivers that find their bugs again. */
class FieldNotesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path INCIDENTS = ROOT.resolve("bench/incidents");
    private static final Path NOTES = ROOT.resolve("chapters/07-field-notes");

    private static Set<String> column(Path table, int number) throws IOException {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1)[number].replace("`", ""))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void theSummaryListsEachIncident() throws IOException {
        Set<String> listed = column(NOTES.resolve("tables/field-notes.tsv"), 6);
        listed.remove("id");
        assertThat(listed).isEqualTo(column(INCIDENTS.resolve("incidents.tsv"), 0));
    }

    @Test
    void eachIncidentHasADriver() throws IOException {
        assertThat(column(INCIDENTS.resolve("incidents.tsv"), 1))
                .allSatisfy(driver -> assertThat(INCIDENTS.resolve(driver + ".java")).exists());
    }

    @Test
    void theTextNamesEachIncident() throws IOException {
        assertThat(Files.readString(NOTES.resolve("chapter.adoc")))
                .contains(column(INCIDENTS.resolve("incidents.tsv"), 0));
    }

    @Test
    void theSurveyListsEachLibrary() throws IOException {
        Set<String> listed = column(NOTES.resolve("tables/libraries.tsv"), 0);
        listed.remove("library");
        assertThat(listed).isEqualTo(column(ROOT.resolve("bench/libraries/libraries.tsv"), 0));
    }
}
