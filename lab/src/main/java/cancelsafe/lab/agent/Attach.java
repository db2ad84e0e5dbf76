package cancelsafe.lab.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Gets the instrumentation of this virtual machine, also where no agent was named at its start. */
final class Attach {
    private Attach() {}

    /**
     * The instrumentation of this virtual machine.
     *
     * @throws IllegalStateException if the machine cannot be attached to
     */
    static Instrumentation instrumentation() {
        if (handedOver() == null) {
            try {
                attach();
            } catch (IOException e) {
                throw new IllegalStateException(
                        "the lab cannot attach to this virtual machine ("
                                + e.getMessage()
                                + "); "
                                + "start it with -javaagent:<lab jar> or "
                                + "-Djdk.attach.allowAttachSelf=true",
                        e);
            }
        }
        return (Instrumentation) Objects.requireNonNull(handedOver());
    }

    private static @org.jspecify.annotations.Nullable Object handedOver() {
        return System.getProperties().get(Stub.KEY);
    }

    private static void attach() throws IOException {
        Path jar = agentJar();
        try {
            try {
                AttachTo.attach(ProcessHandle.current().pid(), jar);
            } catch (IOException e) {
                // a machine may not attach to itself unless a start option says so
                attachByChild(jar);
            }
        } finally {
            Files.deleteIfExists(jar);
        }
    }

    private static void attachByChild(Path jar) throws IOException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                ownLocation().toString(),
                                AttachTo.class.getName(),
                                Long.toString(ProcessHandle.current().pid()),
                                jar.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (child.waitFor() != 0) {
                throw new IOException(output.strip());
            }
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Path ownLocation() throws IOException {
        try {
            return Path.of(
                    Attach.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Path agentJar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Agent-Class", Stub.class.getName());
        main.putValue("Can-Retransform-Classes", "true");
        main.putValue("Can-Redefine-Classes", "true");
        String entry = Stub.class.getName().replace('.', '/') + ".class";
        Path jar = Files.createTempFile("lab-agent", ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream in =
                        Objects.requireNonNull(Stub.class.getResourceAsStream("Stub.class"))) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }
}
