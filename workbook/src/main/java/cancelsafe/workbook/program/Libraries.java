package cancelsafe.workbook.program;

import cancelsafe.workbook.snippet.JBang;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The libraries of programs. JBang finds each set of them once. */
final class Libraries {
    private final @Nullable JBang jbang;
    private final Map<List<String>, List<Path>> found = new ConcurrentHashMap<>();

    /**
     * No library has been found yet.
     *
     * @param jbang null if there is none on this machine
     */
    Libraries(@Nullable JBang jbang) {
        this.jbang = jbang;
    }

    /**
     * The class path of the libraries that a program names in its header.
     *
     * @throws IOException if there is no JBang, or with what JBang says
     */
    List<Path> of(Header header) throws IOException, InterruptedException {
        List<Path> lab = LabLibrary.isNamedBy(header) ? LabLibrary.find().classPath() : List.of();
        List<String> names =
                header.dependencies().stream().filter(name -> !LabLibrary.isLab(name)).toList();
        if (names.isEmpty()) {
            return lab;
        }
        List<Path> known = found.get(names);
        if (known == null) {
            known = find(names);
            found.put(names, known);
        }
        return Stream.concat(lab.stream(), known.stream()).toList();
    }

    private List<Path> find(List<String> names) throws IOException, InterruptedException {
        if (jbang == null) {
            throw new IOException(
                    "This program needs a library, but JBang, which downloads libraries, is not"
                            + " installed.");
        }
        Path program = Files.createTempFile("Libraries", ".java");
        try {
            Files.writeString(program, "//DEPS " + String.join(" ", names) + "\nvoid main() {}\n");
            return Arrays.stream(jbang.libraries(program).split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        } finally {
            Files.delete(program);
        }
    }
}
