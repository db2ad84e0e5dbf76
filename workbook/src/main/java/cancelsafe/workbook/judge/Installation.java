package cancelsafe.workbook.judge;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the built parts lie that judging needs.
 *
 * @param java the command that starts a virtual machine
 * @param machinery class path of the worker: the lab, JUnit, this module
 * @param tests what a test's class loader searches: the tests and what katas are given
 * @param cache what an earlier worker wrote down of its start, for later ones; need not be there
 */
public record Installation(Path java, List<Path> machinery, List<Path> tests, Path cache) {
    /**
     * The one that this virtual machine runs from.
     *
     * @param tests folder with the jars of tests and of what katas are given
     */
    public static Installation around(Path tests) {
        List<Path> machinery =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList();
        try (Stream<Path> jars = Files.list(tests)) {
            return new Installation(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    machinery,
                    jars.filter(j -> j.toString().endsWith(".jar")).sorted().toList(),
                    tests.resolveSibling("worker.aot"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the tests of the katas are not built: run ./kata again, or mvn verify", e);
        }
    }

    /**
     * Whether the cache is that of these parts. One that is older than a part of them would bring
     * back classes that are gone.
     */
    boolean isRehearsed() throws IOException {
        if (!Files.exists(cache)) {
            return false;
        }
        FileTime written = Files.getLastModifiedTime(cache);
        for (Path part : machinery) {
            if (Files.exists(part) && Files.getLastModifiedTime(part).compareTo(written) > 0) {
                return false;
            }
        }
        return true;
    }

    /** What an answer is compiled against. */
    public List<Path> compileClassPath() {
        List<Path> all = new ArrayList<>(tests);
        all.addAll(machinery);
        return all;
    }
}
