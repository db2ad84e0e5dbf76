package cancelsafe.workbook.command;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.workbook.BookCopy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What makes {@code kata.cmd} fail on a path with a space or a parenthesis, as text. */
class KataCmdTest {
    private static final Path COMMAND = BookCopy.ROOT.resolve("kata.cmd");

    /** The variables that contain a path. */
    private static final Pattern PATH =
            Pattern.compile("%(root|target|built|sources|lock|log|jdk|candidate)%");

    private static List<String> lines() throws IOException {
        return Files.readAllLines(COMMAND).stream()
                .filter(line -> !line.startsWith("rem "))
                .toList();
    }

    private static long quotes(String text) {
        return text.chars().filter(c -> c == '"').count();
    }

    /** The one quote in {@code %JAVA_HOME:"=%} is replaced before the line is read. */
    @Test
    void quotesArePairedInEachLine() throws IOException {
        assertThat(lines()).allMatch(line -> quotes(line.replace("%JAVA_HOME:\"=%", "")) % 2 == 0);
    }

    @Test
    void pathsAreInQuotes() throws IOException {
        for (String line : lines()) {
            Matcher path = PATH.matcher(line);
            while (path.find()) {
                assertThat(quotes(line.substring(0, path.start())) % 2).as(line).isEqualTo(1);
            }
        }
    }

    @Test
    void callsOfLabelsHaveNoArguments() throws IOException {
        assertThat(lines())
                .filteredOn(line -> line.contains("call :"))
                .isNotEmpty()
                .allMatch(line -> line.matches(".*call :\\w+"));
    }

    @Test
    void labelsThatAreUsedExist() throws IOException {
        List<String> lines = lines();
        Pattern use = Pattern.compile("(?:call :|goto )(\\w+)");
        assertThat(lines.stream().flatMap(line -> use.matcher(line).results()))
                .isNotEmpty()
                .allSatisfy(label -> assertThat(lines).contains(":" + label.group(1)));
    }

    @Test
    void theArgumentsOfTheReaderAreInNoBlock() throws IOException {
        assertThat(lines())
                .filteredOn(line -> line.contains("%*"))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("\"%jdk%"));
    }

    /** Otherwise, some labels are not found. */
    @Test
    void linesEndAsOnWindows() throws IOException {
        assertThat(Files.readString(COMMAND).replace("\r\n", "")).doesNotContain("\n", "\r");
    }
}
