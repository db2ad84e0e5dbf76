package cancelsafe.workbook.command;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.weave.PointFinder;
import cancelsafe.workbook.screen.Ink;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipException;

import javax.tools.ToolProvider;

@Command(
        name = "points",
        description = "Lists the cancellation points of your own code, and the loops without one.")
final class PointsCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "A source file, a class file, a jar, or a folder of classes.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    PointsCommand(Desk desk) {
        this.desk = desk;
    }

    /** A place as it stands in the list. */
    private record Place(String file, int line, String what, boolean deaf) {}

    @Override
    public Integer call() throws IOException {
        String name = file.toString();
        List<Place> places;
        if (Files.isDirectory(file)) {
            places = under(file);
        } else if (Files.isRegularFile(file) && name.endsWith(".java")) {
            places = ofSource();
        } else if (Files.isRegularFile(file) && name.endsWith(".class")) {
            places = of(List.of(file), file.toAbsolutePath().getParent());
        } else if (Files.isRegularFile(file) && name.endsWith(".jar")) {
            places = ofJar();
        } else {
            throw wrong(
                    "%s is not a source file, a class file, a jar or a folder of classes."
                            .formatted(file));
        }
        print(places);
        return Exit.RIGHT;
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    private List<Place> ofJar() throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(file)) {
            return under(jar.getPath("/"));
        } catch (ZipException e) {
            throw wrong("%s is not a jar: %s.".formatted(file, e.getMessage()));
        }
    }

    /** Compiled by itself, beside what katas are given. */
    private List<Place> ofSource() throws IOException {
        Path classes = Files.createTempDirectory("points");
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        try {
            int code =
                    ToolProvider.getSystemJavaCompiler()
                            .run(
                                    null,
                                    null,
                                    complaints,
                                    "--enable-preview",
                                    "--source",
                                    "25",
                                    "-proc:none",
                                    "-nowarn",
                                    "-g",
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    desk.given()
                                            + File.pathSeparator
                                            + System.getProperty("java.class.path"),
                                    file.toString());
            if (code != 0) {
                throw wrong(
                        ("%s does not compile on its own. Compile your project as usual, and pass"
                                        + " the folder with its classes.\n%s")
                                .formatted(file, complaints.toString(StandardCharsets.UTF_8)));
            }
            return under(classes);
        } finally {
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private List<Place> under(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return of(files.filter(f -> f.toString().endsWith(".class")).sorted().toList(), file);
        }
    }

    private List<Place> of(List<Path> classes, @Nullable Path classPath) throws IOException {
        if (classes.isEmpty()) {
            throw wrong("%s has no classes in it.".formatted(file));
        }
        URL given = desk.given().toUri().toURL();
        URL[] urls =
                classPath == null
                        ? new URL[] {given}
                        : new URL[] {classPath.toUri().toURL(), given};
        List<Place> places = new ArrayList<>();
        try (URLClassLoader loader =
                new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            PointFinder finder = new PointFinder(loader);
            for (Path each : classes) {
                PointFinder.Found found = found(finder, each);
                found.points().forEach(p -> places.add(place(p, p.what(), false)));
                found.deafLoops().forEach(l -> places.add(place(l, "a loop", true)));
            }
        }
        places.sort(Comparator.comparing(Place::file).thenComparingInt(Place::line));
        return places;
    }

    private PointFinder.Found found(PointFinder finder, Path each) throws IOException {
        try {
            return finder.find(Files.readAllBytes(each));
        } catch (IllegalArgumentException e) {
            throw wrong(
                    "%s is not a class file that this JDK can read: %s."
                            .formatted(each, e.getMessage()));
        }
    }

    private static Place place(CodeLocation site, String what, boolean deaf) {
        return new Place(site.file(), site.line(), what, deaf);
    }

    private void print(List<Place> places) {
        if (json) {
            desk.printJson(places);
            return;
        }
        for (Place place : places) {
            String where = "%s:%d".formatted(place.file(), place.line());
            desk.print(
                    Ink.line(
                            Ink.CANCEL.of(place.deaf() ? " x " : " o "),
                            Ink.PLAIN.of("%-32s ".formatted(where)),
                            Ink.PLAIN.of(
                                    place.deaf()
                                            ? "a loop without a cancellation point"
                                            : place.what())));
        }
        long deaf = places.stream().filter(Place::deaf).count();
        desk.print(
                " %d cancellation points, %d loops without one"
                        .formatted(places.size() - deaf, deaf));
    }
}
