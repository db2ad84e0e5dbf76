package cancelsafe.workbook.program;

import cancelsafe.workbook.stop.StopAgent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The jar with which {@link StopAgent} is loaded into a program, and with nothing else in it. */
final class AgentJar {
    private AgentJar() {}

    /** Writes the jar to a new file in a folder. */
    static Path in(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", StopAgent.class.getName());
        Path jar = folder.resolve("stop.jar");
        String name = StopAgent.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream bytes = StopAgent.class.getResourceAsStream("StopAgent.class")) {
            out.putNextEntry(new JarEntry(name));
            Objects.requireNonNull(bytes, name).transferTo(out);
        }
        return jar;
    }
}
