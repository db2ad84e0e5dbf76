package cancelsafe.workbook.program;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lines of a program that speak to JBang.
 *
 * @param dependencies coordinates of libraries, such as {@code com.h2database:h2:2.4.240}
 * @param sources other source files that are compiled with the program
 * @param preview whether preview features are enabled
 * @param compileOptions further options of the compiler
 * @param runtimeOptions options of the JVM in which the program runs
 */
record Header(
        List<String> dependencies,
        List<Path> sources,
        boolean preview,
        List<String> compileOptions,
        List<String> runtimeOptions) {
    /**
     * The header of a program.
     *
     * @param source file of the program; other sources are named relative to its folder
     * @param text of the program
     */
    static Header of(Path source, String text) {
        return new Header(
                values(text, "//DEPS "),
                values(text, "//SOURCES ").stream()
                        .map(name -> source.resolveSibling(name).normalize())
                        .toList(),
                text.lines().anyMatch(line -> line.strip().equals("//PREVIEW")),
                values(text, "//COMPILE_OPTIONS "),
                values(text, "//RUNTIME_OPTIONS "));
    }

    private static List<String> values(String text, String word) {
        return text.lines()
                .filter(line -> line.startsWith(word))
                .flatMap(line -> words(line.substring(word.length())))
                .toList();
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"));
    }
}
