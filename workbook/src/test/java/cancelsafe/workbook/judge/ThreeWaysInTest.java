package cancelsafe.workbook.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.tools.ToolProvider;

/**
 * The same answer to the same test has the same verdict in the workbook's worker, in a virtual
 * machine as an IDE or Maven starts one, and in a script that JBang runs.
 */
class ThreeWaysInTest {
    private static final Kata TORN = BookCopy.original().kata("TornTransfer").orElseThrow();
    private static final Path LAB = BookCopy.ROOT.resolve("lab/target/repository");
    private static final Path JBANG = BookCopy.ROOT.resolve("workbook/jbang/target/lib");
    private static final Pattern VERDICT = Pattern.compile("cancelled at .*| {3}[^ ].*");

    @TempDir Path folder;
    private String inTheWorker = "";

    /** What a program has printed. */
    private record Said(String out, String err) {}

    @BeforeEach
    void judge() throws Exception {
        for (Path source : List.of(TORN.start(), TORN.test())) {
            Files.copy(source, folder.resolve(source.getFileName()));
        }
        try (Judge judge = new Judge(BookCopy.installation())) {
            inTheWorker =
                    judge.judge(new Answer(TORN, TORN.start())).tests().stream()
                            .filter(test -> test.name().equals("noMoneyIsLost"))
                            .map(test -> verdict(test.message()))
                            .collect(Collectors.joining());
        }
        assertThat(inTheWorker)
                .startsWith("cancelled at ")
                .contains("\n   broken: a + b = 100\n")
                .contains("\n   kept:   no thread is left running\n");
    }

    /** Without the source, which not everybody has. */
    private static String verdict(String message) {
        return message.lines()
                .filter(line -> VERDICT.matcher(line).matches())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void jUnitSaysWhatTheWorkerSays() throws Exception {
        List<String> javac =
                new ArrayList<>(
                        List.of("-g", "-proc:none", "-cp", classPath(), "-d", folder.toString()));
        javac.addAll(sources());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, array(javac)))
                .isZero();
        Said said =
                run(
                        List.of(
                                java(),
                                "-XX:+EnableDynamicAgentLoading",
                                "-Djdk.attach.allowAttachSelf=true",
                                "-cp",
                                folder + File.pathSeparator + classPath(),
                                InJUnit.class.getName()));
        assertThat(said.err).isEmpty();
        assertThat(verdict(said.out)).isEqualTo(inTheWorker);
    }

    @Test
    void aScriptSaysWhatTheWorkerSays() throws Exception {
        Path script = folder.resolve("Script.java");
        Files.writeString(
                script,
                """
                //JAVA 25
                //REPOS lab=%s,near=%s
                //DEPS cancelsafe:lab:1.0.0
                //SOURCES TornTransfer.java TornTransferTest.java
                package cancelsafety;
                class Script {
                    public static void main(String[] args) throws Throwable {
                        System.out.println(new cancelsafe.lab.explore.Exploration(
                                        "noMoneyIsLost",
                                        TornTransferTest.class,
                                        attempt -> new TornTransferTest().noMoneyIsLost(attempt))
                                .explore()
                                .failure()
                                .getMessage());
                    }
                }
                """
                        .formatted(LAB.toUri(), localRepository().toUri()));
        Said command =
                run(
                        List.of(
                                java(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                JBANG + File.separator + "*",
                                "dev.jbang.Main",
                                "run",
                                "--javaagent=cancelsafe:lab:1.0.0",
                                "--cp=" + classPath(),
                                script.toString()));
        assertThat(command.out).as(command.err).contains("-javaagent:").contains("Script");
        Said said = run(List.of("sh", "-c", "exec " + command.out.strip()));
        assertThat(said.err).isEmpty();
        assertThat(verdict(said.out)).isEqualTo(inTheWorker);
    }

    private List<String> sources() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(Path::toString).filter(f -> f.endsWith(".java")).sorted().toList();
        }
    }

    private static String[] array(List<String> all) {
        return all.toArray(String[]::new);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What the test needs, and this class. */
    private static String classPath() {
        Installation installation = BookCopy.installation();
        return installation.compileClassPath().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Where Maven keeps what it has fetched. */
    private static Path localRepository() throws URISyntaxException {
        Path jar = Path.of(Test.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return jar.resolve("../../../../../../..").normalize();
    }

    private Said run(List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JBANG_DIR", folder.resolve("jbang").toString());
        builder.environment().put("JBANG_REPO", folder.resolve("repository").toString());
        Process process = builder.start();
        try {
            process.waitFor();
            return new Said(Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Prints why a test fails. */
    static final class InJUnit {
        private InJUnit() {}

        public static void main(String[] args) {
            System.setOut(new java.io.PrintStream(System.out, true, StandardCharsets.UTF_8));
            try (LauncherSession session = LauncherFactory.openSession()) {
                session.getLauncher()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .enableImplicitConfigurationParameters(false)
                                        .selectors(selectClass("cancelsafety.TornTransferTest"))
                                        .build(),
                                new Printer());
            }
        }
    }

    private static final class Printer implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.getDisplayName().startsWith("noMoneyIsLost")) {
                result.getThrowable().ifPresent(t -> System.out.println(t.getMessage()));
            }
        }
    }
}
