package cancelsafe.workbook.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lab as a library of programs: the one of this workbook, which need not be fetched.
 *
 * @param jar the lab, which is also the agent that weaves the program
 * @param classPath the lab with what it needs
 */
record LabLibrary(Path jar, List<Path> classPath) {
    private static final String COORDINATES = "cancelsafe:lab:";

    /** Whether a program names the lab in its header. */
    static boolean isNamedBy(Header header) {
        return header.dependencies().stream().anyMatch(LabLibrary::isLab);
    }

    /** Whether these are the coordinates of the lab. */
    static boolean isLab(String coordinates) {
        return coordinates.startsWith(COORDINATES);
    }

    /**
     * Finds it beside this workbook.
     *
     * @throws IOException with a sentence if it is not built
     */
    static LabLibrary find() throws IOException {
        List<Path> own =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList();
        Path jar = own.stream().filter(LabLibrary::isJar).findFirst().orElse(null);
        Path found = jar == null ? built() : jar;
        Stream<Path> others =
                own.stream().filter(path -> isNeeded(String.valueOf(path.getFileName())));
        return new LabLibrary(found, Stream.concat(Stream.of(found), others).toList());
    }

    private static boolean isJar(Path path) {
        return String.valueOf(path.getFileName()).matches("lab-.*\\.jar");
    }

    /** Where this workbook runs from folders of classes. */
    private static Path built() throws IOException {
        Path folder = Path.of(System.getProperty("cancelsafe.built", ".")).resolve("lib");
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(LabLibrary::isJar)
                    .findFirst()
                    .orElseThrow(
                            () -> new IOException("The lab is not built: start ./kata again."));
        }
    }

    private static boolean isNeeded(String file) {
        return file.startsWith("jackson-") || file.startsWith("jspecify-");
    }
}
