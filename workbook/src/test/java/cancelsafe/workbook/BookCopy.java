package cancelsafe.workbook;

import cancelsafe.book.Book;
import cancelsafe.workbook.judge.Installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The book of this clone, and copies of it that a test may change. */
public final class BookCopy {
    /** The clone. */
    public static final Path ROOT =
            Path.of(System.getProperty("cancelsafe.root", "..")).toAbsolutePath().normalize();

    private static final Path BUILT =
            Path.of(System.getProperty("cancelsafe.built", "target/kata")).toAbsolutePath();

    private BookCopy() {}

    /** The book itself, not to be changed. */
    public static Book original() {
        return Book.read(ROOT);
    }

    /** What a judge needs. */
    public static Installation installation() {
        return Installation.around(BUILT.resolve("tests"));
    }

    /** The same, without the files of Maven's cache: those, its owner alone may read. */
    public static Installation readableInstallation() {
        Installation usual = installation();
        try (Stream<Path> jars = Files.list(BUILT.resolve("lib"))) {
            Stream<Path> own = Stream.of(BUILT.resolveSibling("classes"));
            return new Installation(
                    usual.java(),
                    Stream.concat(own, jars.filter(j -> !j.toString().contains("workbook-")))
                            .toList(),
                    usual.tests(),
                    usual.cache());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy, every exercise at its start. */
    public static Book in(Path folder) throws IOException {
        for (String part : List.of("chapters", "exercises", "solutions", "given")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.toString().contains("target")) {
                        Path copy = folder.resolve(ROOT.relativize(file));
                        Files.createDirectories(copy.getParent());
                        Files.copy(file, copy);
                    }
                }
            }
        }
        Book book = Book.read(folder);
        for (var kata : book.katas()) {
            Files.write(kata.exercise(), Files.readAllBytes(kata.start()));
        }
        return book;
    }
}
