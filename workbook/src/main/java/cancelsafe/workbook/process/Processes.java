package cancelsafe.workbook.process;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Starts processes, and ends them. */
public final class Processes {
    private Processes() {}

    /** Where a program is on the PATH; null if it is not there. */
    public static @Nullable Path onPath(String program) {
        String path = System.getenv("PATH");
        return path == null
                ? null
                : Arrays.stream(path.split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, program))
                        .filter(f -> Files.isExecutable(f) && Files.isRegularFile(f))
                        .findFirst()
                        .orElse(null);
    }

    /** A process that runs on the JDK that this one runs on. */
    public static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /**
     * Kills a process with the processes that it has started, as far as their parents still run.
     * Does not wait until they have ended.
     */
    public static void kill(Process process) {
        try (Stream<ProcessHandle> children = process.descendants()) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
    }
}
