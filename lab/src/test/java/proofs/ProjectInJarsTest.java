package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * A project of two modules: what the lab sees does not depend on where the other module's classes
 * lie.
 */
@Timeout(120)
class ProjectInJarsTest {
    private static final String STORE =
            """
            package %s;
            public class Store {
                public static void waitTwice() throws InterruptedException {
                    Thread.sleep(1);
                    Thread.sleep(1);
                }
            }
            """;

    private static final String TEST =
            """
            package com.example.app;
            import cancelsafe.lab.explore.Cancel;
            public class StoreTest {
                public static void main(String[] args) {
                    var story = Cancel.everywhere(attempt -> attempt.run(() -> %s.Store.waitTwice()));
                    story.points().forEach(point -> System.out.println(point.call()));
                }
            }
            """;

    private static final String SEEN = "Thread.sleep\nThread.sleep";
    private static final String NOT_SEEN = "Store.waitTwice";

    private @TempDir Path folder;
    private Path agent;

    @BeforeEach
    void agent() throws IOException {
        agent = WaysInTest.agent(folder.resolve("lab.jar"));
    }

    private static void tool(String name, String... arguments) {
        StringWriter complaints = new StringWriter();
        PrintWriter out = new PrintWriter(complaints);
        assertThat(ToolProvider.findFirst(name).orElseThrow().run(out, out, arguments))
                .as("%s", complaints)
                .isZero();
    }

    /** The folder with the test; {@code core} holds the other module, in its package. */
    private Path compiled(String core, Path classes) throws IOException {
        Path store = folder.resolve("Store.java");
        Path test = folder.resolve("StoreTest.java");
        Files.writeString(store, STORE.formatted(core));
        Files.writeString(test, TEST.formatted(core));
        tool("javac", "-g", "-d", classes.toString(), store.toString());
        Path tests = folder.resolve("tests");
        String path = classes + File.pathSeparator + System.getProperty("java.class.path");
        tool("javac", "-g", "-cp", path, "-d", tests.toString(), test.toString());
        return tests;
    }

    private String points(String core, boolean inJar, String... flags) throws Exception {
        Path classes = folder.resolve("classes");
        Path tests = compiled(core, classes);
        Path other = classes;
        if (inJar) {
            other = folder.resolve("core-1.0.jar");
            tool("jar", "--create", "--file", other.toString(), "-C", classes.toString(), ".");
        }
        List<String> command = new ArrayList<>(List.of(flags));
        if (command.stream().noneMatch(flag -> flag.startsWith("-javaagent"))) {
            command.add("-javaagent:" + agent);
        }
        command.add("-cp");
        command.add(
                String.join(
                        File.pathSeparator,
                        tests.toString(),
                        other.toString(),
                        System.getProperty("java.class.path")));
        command.add("com.example.app.StoreTest");
        ChildMachine.Said said = ChildMachine.run(command);
        return String.join("\n", said.out()) + String.join("\n", said.err());
    }

    @Test
    void anotherModuleIsWovenInItsFolder() throws Exception {
        assertThat(points("com.example.core", false)).isEqualTo(SEEN);
    }

    @Test
    void anotherModuleIsWovenInItsJar() throws Exception {
        assertThat(points("com.example.core", true)).isEqualTo(SEEN);
    }

    @Test
    void aLibraryInAJarIsOnePoint() throws Exception {
        assertThat(points("org.other", true)).isEqualTo(NOT_SEEN);
        assertThat(points("com.examples.core", true)).isEqualTo(NOT_SEEN);
    }

    @Test
    void aNamedPackageIsWoven() throws Exception {
        String named = "-javaagent:" + agent + "=weave=com.x., org.other.";
        assertThat(points("org.other", true, "-Dcancelsafe.lab.weave=org.other")).isEqualTo(SEEN);
        assertThat(points("org.other", true, named)).isEqualTo(SEEN);
    }

    @Test
    void onlyFoldersAreWovenIfNoPackageIsNamed() throws Exception {
        assertThat(points("com.example.core", true, "-Dcancelsafe.lab.weave=")).isEqualTo(NOT_SEEN);
    }

    @Test
    void anUnknownOptionOfTheAgentIsRefused() throws Exception {
        assertThat(points("com.example.core", true, "-javaagent:" + agent + "=wave=com."))
                .contains("the lab's agent has no option \"wave=com.\"");
    }
}
