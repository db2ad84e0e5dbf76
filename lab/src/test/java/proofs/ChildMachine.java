package proofs;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import cancelsafe.lab.Attempt;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A virtual machine of its own that runs tests as an IDE does. */
final class ChildMachine {
    private ChildMachine() {}

    /** What a machine has left behind: lines without their ends. */
    record Said(int exit, List<String> out, List<String> err) {}

    /**
     * Runs methods that take an {@link Attempt}.
     *
     * @param flags options of the machine
     */
    static Said run(List<String> flags, Class<?> type, String... methods)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(type.getName()));
        arguments.addAll(List.of(methods));
        return run(flags, List.of(), ChildMachine.class, arguments);
    }

    /**
     * Runs a program.
     *
     * @param before what stands before this machine's own class path
     */
    static Said run(List<String> flags, List<Path> before, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> classPath = new ArrayList<>(before.stream().map(Path::toString).toList());
        classPath.add(System.getProperty("java.class.path"));
        return run(flags, main, arguments, classPath);
    }

    /**
     * Runs a program that has no test library and no JSON library.
     *
     * @param before what stands before the rest of this machine's own class path
     */
    static Said runAlone(List<String> flags, List<Path> before, Class<?> main)
            throws IOException, InterruptedException {
        return run(flags, main, List.of(), withoutOptional(before));
    }

    /** This machine's own class path without what is optional, behind what stands before it. */
    static List<String> withoutOptional(List<Path> before) {
        List<String> classPath = new ArrayList<>(before.stream().map(Path::toString).toList());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            boolean isOptional =
                    List.of("junit", "opentest4j", "jackson-databind", "jackson-core").stream()
                            .anyMatch(name::contains);
            if (!isOptional) {
                classPath.add(entry);
            }
        }
        return classPath;
    }

    /** Runs a program with these arguments of the command {@code java}, and no others. */
    static Said run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path out = Files.createTempFile("child", ".out");
        Path err = Files.createTempFile("child", ".err");
        try {
            Process child =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            try {
                return new Said(child.waitFor(), Files.readAllLines(out), Files.readAllLines(err));
            } finally {
                child.destroyForcibly();
            }
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static Said run(
            List<String> flags, Class<?> main, List<String> arguments, List<String> classPath)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("--enable-preview"));
        command.addAll(flags);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main.getName()));
        command.addAll(arguments);
        return run(command);
    }

    /** Prints the story and the failure of each test: a class and the names of its methods. */
    public static void main(String[] args) {
        System.setOut(new java.io.PrintStream(System.out, true, StandardCharsets.UTF_8));
        try (LauncherSession session = LauncherFactory.openSession()) {
            for (String method : List.of(args).subList(1, args.length)) {
                session.getLauncher()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(
                                                selectMethod(
                                                        args[0], method, Attempt.class.getName()))
                                        .configurationParameter("cancelsafe.lab.stories", "true")
                                        .build(),
                                new Printer());
            }
        }
    }

    private static final class Printer implements TestExecutionListener {
        @Override
        public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            System.out.println(entry.getKeyValuePairs().get("cancelsafe.story"));
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                System.out.println(test.getDisplayName() + ": " + result.getStatus());
            }
            result.getThrowable().ifPresent(t -> System.out.println(t.getMessage()));
        }
    }
}
