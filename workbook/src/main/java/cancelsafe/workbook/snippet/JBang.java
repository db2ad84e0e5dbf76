package cancelsafe.workbook.snippet;

import cancelsafe.workbook.process.Processes;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs programs with JBang: the one on the PATH, else the one that the build has fetched. */
public final class JBang {
    /** By this JBang says that it has printed a command that is to be run. */
    private static final int RUN_WHAT_I_PRINTED = 255;

    private final List<String> start;
    private final @Nullable Path installed;

    private JBang(List<String> start, @Nullable Path installed) {
        this.start = start;
        this.installed = installed;
    }

    /**
     * Finds it.
     *
     * @param fetched folder with the jars that the build has fetched
     * @return empty if there is none
     */
    public static Optional<JBang> find(Path fetched) {
        Path installed = Processes.onPath("jbang");
        if (installed != null) {
            return Optional.of(new JBang(List.of(installed.toString()), installed));
        }
        return Files.isDirectory(fetched)
                ? Optional.of(
                        new JBang(
                                List.of(
                                        java(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        fetched + File.separator + "*",
                                        "dev.jbang.Main"),
                                null))
                : Optional.empty();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where it comes from, in words. */
    public String origin() {
        return installed == null ? "fetched by the build" : installed.toString();
    }

    /**
     * The command line that runs a program, compiled before if it has changed.
     *
     * @throws IOException with what JBang says if it cannot compile it
     */
    public List<String> commandFor(Path program, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(start);
        if (installed != null) {
            command.addAll(List.of("--quiet", "run"));
        } else {
            command.add("run");
        }
        command.add(program.toString());
        command.addAll(arguments);
        if (installed != null) {
            return command;
        }
        String printed = printed(command, RUN_WHAT_I_PRINTED, "JBang cannot run " + program);
        return isWindows() ? List.of("cmd", "/c", printed) : List.of("sh", "-c", "exec " + printed);
    }

    /**
     * The class path of the libraries that a program names.
     *
     * @throws IOException with what JBang says if it cannot fetch one of them
     */
    public String libraries(Path program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of("--quiet", "info", "classpath", "--deps-only", program.toString()));
        return printed(command, 0, "JBang cannot find the libraries of this program");
    }

    private static String printed(List<String> command, int code, String failure)
            throws IOException, InterruptedException {
        Path complaints = Files.createTempFile("jbang", ".txt");
        try {
            Process process = Processes.builder(command).redirectError(complaints.toFile()).start();
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != code) {
                throw new IOException(failure + ":\n" + Files.readString(complaints).strip());
            }
            return printed.strip();
        } finally {
            Files.delete(complaints);
        }
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }
}
