package cancelsafe.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.workbook.process.Processes;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The way of a stranger through the chapter "Test your own code": its files in an empty folder, run
 * by Maven, say what the chapter shows. The Gradle build is not run here.
 */
@Timeout(600)
class GuideTest {
    private static final Path PROJECT = BookCopy.ROOT.resolve("chapters/09-your-own-code/project");

    @TempDir Path folder;

    private Path demo;
    private Path settings;

    /** What is in the machine's repository is not fetched again, and nothing is put into it. */
    @BeforeEach
    void settings() throws IOException {
        demo = Files.createDirectory(folder.resolve("demo"));
        settings = folder.resolve("settings.xml");
        Path home = Path.of(System.getProperty("user.home"), ".m2", "repository");
        Path cache = Path.of(System.getProperty("localRepository", home.toString()));
        String repositories =
                """
                <%1$s>
                  <id>cache</id>
                  <url>%2$s</url>
                </%1$s>
                """;
        Files.writeString(
                settings,
                """
                <settings>
                  <localRepository>%s</localRepository>
                  <profiles>
                    <profile>
                      <id>here</id>
                      <repositories>
                        <repository>
                          <id>lab</id>
                          <url>%s</url>
                        </repository>
                        %s
                      </repositories>
                      <pluginRepositories>%s</pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles>
                    <activeProfile>here</activeProfile>
                  </activeProfiles>
                </settings>
                """
                        .formatted(
                                folder.resolve("repository"),
                                BookCopy.ROOT.resolve("lab/target/repository").toUri(),
                                repositories.formatted("repository", cache.toUri()),
                                repositories.formatted("pluginRepository", cache.toUri())));
    }

    /** Adds the files of a step to the project, and runs its test. */
    private String mvnTest(String... files) throws Exception {
        for (String file : files) {
            Path source = PROJECT.resolve(file);
            Path target = demo.resolve(file.replaceFirst("^step\\d/", ""));
            Files.createDirectories(target.getParent());
            Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
        }
        Path said = folder.resolve("said");
        Process maven =
                Processes.builder(List.of("mvn", "-B", "-q", "-s", settings.toString(), "test"))
                        .directory(demo.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!maven.waitFor(5, TimeUnit.MINUTES)) {
            Processes.kill(maven);
        }
        return "exit %d%n".formatted(maven.waitFor()) + Files.readString(said);
    }

    private static String report(String name) throws IOException {
        return Files.readString(PROJECT.resolve(name)).strip();
    }

    @Test
    void theChapterFindsTwoBugsAndMendsThem() throws Exception {
        assertThat(
                        mvnTest(
                                "pom.xml",
                                "src/main/java/demo/Connection.java",
                                "src/main/java/demo/Pool.java",
                                "src/test/java/demo/PoolTest.java"))
                .startsWith("exit 1")
                .contains(report("first-report.txt"));
        assertThat(mvnTest("step2/src/main/java/demo/Pool.java")).startsWith("exit 0");
        assertThat(mvnTest("step2/src/test/java/demo/PoolTest.java"))
                .startsWith("exit 1")
                .contains(report("second-report.txt"));
        assertThat(mvnTest("step3/src/main/java/demo/Pool.java")).startsWith("exit 0");
    }

    @Test
    void theReadmeOfTheLabShowsTheSameBuildFiles() throws IOException {
        String readme = Files.readString(BookCopy.ROOT.resolve("lab/README.md"));
        for (String file : List.of("pom.xml", "build.gradle.kts")) {
            assertThat(readme).contains(Files.readString(PROJECT.resolve(file)));
        }
    }

    @Test
    void eachFileOfTheProjectIsOnThePage() throws IOException {
        String page = Files.readString(PROJECT.resolveSibling("chapter.adoc"));
        try (Stream<Path> files = Files.walk(PROJECT)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(
                            file ->
                                    assertThat(page)
                                            .contains(
                                                    "include::project/"
                                                            + PROJECT.relativize(file)
                                                                    .toString()
                                                                    .replace('\\', '/')));
        }
    }
}
