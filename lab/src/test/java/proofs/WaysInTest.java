package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;

/** However a machine was started, the verdict is the same. */
@Timeout(120)
class WaysInTest {
    private static final String[] TESTS = {"torn", "whole", "waitsAnHour"};

    private static ChildMachine.Said withFlags;

    /** Run in the child machines. */
    static class Cases {
        private int a = 100;
        private int b;

        @CancelEverywhere
        void torn(Attempt attempt) {
            attempt.watch("a", () -> a)
                    .watch("b", () -> b)
                    .invariant("a + b = 100", () -> a + b == 100)
                    .run(
                            () -> {
                                a -= 30;
                                Thread.sleep(1);
                                b += 30;
                            });
        }

        @CancelEverywhere
        void whole(Attempt attempt) {
            BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
            attempt.run(
                    () -> {
                        Thread giver = new Thread(() -> queue.offer(1));
                        giver.start();
                        try {
                            queue.take();
                        } finally {
                            giver.join();
                        }
                    });
        }

        @CancelEverywhere
        void waitsAnHour(Attempt attempt) {
            BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
            attempt.run(() -> queue.poll(1, TimeUnit.HOURS));
        }
    }

    @BeforeAll
    static void withAllFlags() throws Exception {
        withFlags =
                ChildMachine.run(
                        List.of(
                                "-XX:+EnableDynamicAgentLoading",
                                "-Djdk.attach.allowAttachSelf=true",
                                "-Djdk.trackAllThreads=false"),
                        Cases.class,
                        TESTS);
    }

    @Test
    void withAllFlagsTheVerdictIsThereAndNothingElse() {
        assertThat(withFlags.err()).isEmpty();
        assertThat(withFlags.exit()).isZero();
        assertThat(withFlags.out())
                .contains(
                        "torn(Attempt): FAILED",
                        "cancelled at 1 point, broken there",
                        "   broken: a + b = 100",
                        "whole(Attempt): SUCCESSFUL",
                        "waitsAnHour(Attempt): SUCCESSFUL");
    }

    @Test
    void withoutAnyFlagTheVerdictIsTheSameAndOnlyTheMachineWarns() throws Exception {
        ChildMachine.Said said = ChildMachine.run(List.of(), Cases.class, TESTS);
        assertThat(said.out()).isEqualTo(withFlags.out());
        assertThat(said.exit()).isZero();
        // these lines are the virtual machine's own; no flag at run time silences them
        assertThat(said.err())
                .first()
                .asString()
                .startsWith("WARNING: A Java agent has been loaded dynamically");
        assertThat(said.err()).hasSize(4).allMatch(line -> line.startsWith("WARNING: "));
    }

    @Test
    void whereOnlyTheAgentMayBeLoadedAChildAttachesAndNobodyWarns() throws Exception {
        ChildMachine.Said said =
                ChildMachine.run(List.of("-XX:+EnableDynamicAgentLoading"), Cases.class, TESTS);
        assertThat(said).isEqualTo(withFlags);
    }

    @Test
    void anAgentThatIsNamedAtTheStartNeedsNoAttaching(@TempDir Path folder) throws Exception {
        Path jar = agent(folder.resolve("lab.jar"));
        ChildMachine.Said said =
                ChildMachine.run(
                        List.of("-javaagent:" + jar, "-XX:+DisableAttachMechanism"),
                        Cases.class,
                        TESTS);
        assertThat(said).isEqualTo(withFlags);
    }

    @Test
    void aMachineThatCannotBeAttachedToSaysWhatToDo() throws Exception {
        ChildMachine.Said said =
                ChildMachine.run(List.of("-XX:+DisableAttachMechanism"), Cases.class, TESTS);
        assertThat(String.join("\n", said.err()))
                .contains("the lab cannot attach to this virtual machine")
                .contains("start it with -javaagent:");
    }

    @Test
    void aMachineWithoutTheLabIsAnErrorAndNoPass() throws Exception {
        ChildMachine.Said said =
                ChildMachine.run(List.of("-Dcancelsafe.lab=off"), Cases.class, TESTS);
        assertThat(said.out())
                .contains("torn(Attempt): FAILED", "whole(Attempt): FAILED")
                .anyMatch(line -> line.startsWith("the lab has not woven proofs.WaysInTest$Cases"));
    }

    /** Stands for a script, which JBang packs into a jar of its own. */
    static final class Script {
        public static void main(String[] args) {
            try {
                Cancel.everywhere(attempt -> new Cases().torn(attempt));
            } catch (AssertionError e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aScriptInAJarNeedsTheAgentAlone(@TempDir Path folder) throws Exception {
        Path script = folder.resolve("script.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(script))) {
            put(out, "proofs/WaysInTest$Script.class");
            put(out, "proofs/WaysInTest$Cases.class");
        }
        ChildMachine.Said said =
                ChildMachine.run(
                        List.of("-javaagent:" + agent(folder.resolve("lab.jar"))),
                        List.of(script),
                        Script.class,
                        List.of());
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .startsWith("cancelled at 1 point, broken there")
                .contains("   broken: a + b = 100");
    }

    /** Stands for a script: names nothing of a test library, and finds none. */
    static final class Alone {
        private Alone() {}

        public static void main(String[] args) {
            try {
                Class.forName("org.junit.jupiter.api.Test");
            } catch (ClassNotFoundException e) {
                System.out.println("no JUnit");
            }
            try {
                Cancel.everywhere(
                        attempt -> {
                            int[] left = {2};
                            attempt.invariant("both or none", () -> left[0] % 2 == 0)
                                    .run(
                                            () -> {
                                                left[0]--;
                                                Thread.sleep(1);
                                                left[0]--;
                                            });
                        });
            } catch (AssertionError e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void theLabNeedsNoJUnitAndNoJackson(@TempDir Path folder) throws Exception {
        Path script = folder.resolve("script.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(script))) {
            put(out, "proofs/WaysInTest$Alone.class");
        }
        ChildMachine.Said said =
                ChildMachine.runAlone(
                        List.of("-javaagent:" + agent(folder.resolve("lab.jar"))),
                        List.of(script),
                        Alone.class);
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .startsWith("no JUnit", "cancelled at 1 point, broken there")
                .contains("   broken: both or none");
    }

    @Test
    void aModuleNamesTheLabAndFindsWhatItExports(@TempDir Path folder) throws Exception {
        List<String> path = ChildMachine.withoutOptional(List.of(folder.resolve("out")));
        path.removeIf(entry -> entry.endsWith("test-classes"));
        String modulePath = String.join(File.pathSeparator, path);
        Path main = Files.createDirectories(folder.resolve("demo")).resolve("Main.java");
        Files.writeString(
                main,
                """
                package demo;
                public class Main {
                    public static void main(String[] args) {
                        int[] left = {2};
                        cancelsafe.lab.explore.Cancel.everywhere(
                                attempt -> attempt.invariant("both or none", () -> left[0] % 2 == 0)
                                        .run(() -> { left[0]--; Thread.sleep(1); left[0]--; }));
                    }
                }
                """);
        Path module = folder.resolve("module-info.java");
        Files.writeString(module, "module demo { requires cancelsafe.lab; }");
        StringWriter complaints = new StringWriter();
        assertThat(
                        ToolProvider.findFirst("javac")
                                .orElseThrow()
                                .run(
                                        new PrintWriter(complaints),
                                        new PrintWriter(complaints),
                                        "-g",
                                        "-d",
                                        path.getFirst(),
                                        "-p",
                                        modulePath,
                                        module.toString(),
                                        main.toString()))
                .as("%s", complaints)
                .isZero();
        ChildMachine.Said said =
                ChildMachine.run(
                        List.of(
                                "-javaagent:" + agent(folder.resolve("lab.jar")),
                                "-p",
                                modulePath,
                                "-m",
                                "demo/demo.Main"));
        assertThat(said.err()).first().asString().contains("cancelled at 1 point, broken there");
        assertThat(said.err()).contains("   broken: both or none");
    }

    @Test
    void aScriptWithoutTheAgentIsAnErrorAndNoPass() throws Exception {
        ChildMachine.Said said = ChildMachine.run(List.of(), List.of(), Script.class, List.of());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err())
                .first()
                .asString()
                .contains("the lab has not woven proofs.WaysInTest$Cases");
    }

    @Test
    void aLabWhoseWeavingIsBrokenSaysSoAtItsStart(@TempDir Path folder) throws Exception {
        String weaver = "cancelsafe/lab/weave/Weaver.class";
        Path broken = folder.resolve(weaver);
        Files.createDirectories(broken.getParent());
        Files.write(broken, thatDoesNothing(bytes(weaver)));
        ChildMachine.Said said =
                ChildMachine.run(
                        List.of("-XX:+EnableDynamicAgentLoading"),
                        List.of(folder),
                        ChildMachine.class,
                        List.of(Cases.class.getName(), TESTS[0]));
        assertThat(said.exit()).isNotZero();
        assertThat(said.out()).isEmpty();
        assertThat(String.join("\n", said.err()))
                .contains("the lab does not work in this virtual machine, 25")
                .contains("its self-test failed: ");
    }

    /** A weaver that gives back what it is given. */
    private static byte[] thatDoesNothing(byte[] weaver) {
        ClassFile cf = ClassFile.of();
        return cf.transformClass(
                cf.parse(weaver),
                ClassTransform.transformingMethods(
                        method -> method.methodName().equalsString("weave"),
                        (builder, element) -> {
                            if (element instanceof CodeModel) {
                                builder.withCode(code -> code.aload(1).areturn());
                            } else {
                                builder.with(element);
                            }
                        }));
    }

    /** The virtual machine's class files of Java 17 have this number. */
    private static final int JAVA_17 = 61;

    @Test
    void theTwoDoorsOpenOnOlderMachinesToSayWhichOneIsNeeded() throws IOException {
        for (String door : List.of("agent/Stub", "junit/LabSession")) {
            byte[] bytes = bytes("cancelsafe/lab/" + door + ".class");
            assertThat(ClassFile.of().parse(bytes).majorVersion()).as(door).isEqualTo(JAVA_17);
        }
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in = WaysInTest.class.getClassLoader().getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }

    /** What the lab's jar is as far as the virtual machine looks at it. */
    static Path agent(Path jar) throws IOException {
        String stub = "cancelsafe/lab/agent/Stub.class";
        Manifest manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue("Premain-Class", "cancelsafe.lab.agent.Stub");
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.putValue("Can-Redefine-Classes", "true");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            put(out, stub);
        }
        return jar;
    }

    private static void put(JarOutputStream jar, String resource) throws IOException {
        try (InputStream in = WaysInTest.class.getClassLoader().getResourceAsStream(resource)) {
            jar.putNextEntry(new JarEntry(resource));
            in.transferTo(jar);
        }
    }
}
