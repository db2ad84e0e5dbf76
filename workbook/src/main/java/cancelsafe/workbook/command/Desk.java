package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Installation;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.screen.Sentence;
import cancelsafe.workbook.snippet.JBang;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the commands work with.
 *
 * @param root the clone
 * @param out where they print
 * @param width of the terminal, in columns
 * @param isTerminal whether a person sits at the other end
 * @param colour whether the terminal shows colours, and the user wants them
 */
record Desk(Path root, PrintStream out, int width, boolean isTerminal, boolean colour) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** The one of this process. */
    static Desk ofProcess() {
        String root = System.getProperty("cancelsafe.root");
        if (root == null) {
            throw new IllegalStateException("start the workbook with ./kata");
        }
        boolean terminal = someoneSitsThere();
        return new Desk(
                Path.of(root).toAbsolutePath().normalize(),
                System.out,
                columns(),
                terminal,
                terminal && System.getenv("NO_COLOR") == null);
    }

    @SuppressWarnings("SystemConsoleNull") // it may be null still, where there is no provider
    private static boolean someoneSitsThere() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static int columns() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : 80;
    }

    Book book() {
        return Book.read(root);
    }

    /** The reader's progress; where it was damaged, they are told so. */
    Progress progress(Book book) {
        Progress progress = Progress.of(book);
        try {
            progress.mend().ifPresent(System.err::println);
        } catch (IOException e) {
            System.err.println("Your progress cannot be read. " + Sentence.of(e));
        }
        return progress;
    }

    private Path built() {
        String built = System.getProperty("cancelsafe.built");
        return built == null ? root.resolve("workbook/target/kata") : Path.of(built);
    }

    /** The jar with what katas are given, as far as it is built. */
    Path given() throws IOException {
        Path tests = built().resolve("tests");
        if (!Files.isDirectory(tests)) {
            return tests;
        }
        try (Stream<Path> jars = Files.list(tests)) {
            return jars.filter(j -> String.valueOf(j.getFileName()).startsWith("given-"))
                    .findFirst()
                    .orElse(tests);
        }
    }

    /** A judge whose worker begins to start. */
    Judge judge() throws IOException {
        return new Judge(installation());
    }

    Installation installation() {
        return Installation.around(built().resolve("tests"));
    }

    /** JBang. */
    JBang jbang() throws Lacking {
        JBang found = jbangIfAny();
        if (found == null) {
            throw new Lacking(
                    "JBang is not on the PATH, and the build has not fetched it: run mvn -pl"
                            + " workbook/jbang package.");
        }
        return found;
    }

    /** JBang; null if there is none. */
    @Nullable JBang jbangIfAny() {
        return JBang.find(root.resolve("workbook/jbang/target/lib")).orElse(null);
    }

    /**
     * The kata of this name.
     *
     * @throws CommandLine.ParameterException if there is none, with the nearest names
     */
    Kata kata(Book book, String name, CommandSpec spec) {
        return book.kata(name).orElseThrow(() -> noKata(book, name, spec.commandLine()));
    }

    /** What is said of a name that no kata has. */
    CommandLine.ParameterException noKata(Book book, String name, CommandLine line) {
        List<String> near = book.nearest(name);
        return new CommandLine.ParameterException(
                line,
                "There is no kata %s. %s"
                        .formatted(
                                name,
                                near.isEmpty()
                                        ? "kata list shows them all."
                                        : "Did you mean " + String.join(" or ", near) + "?"));
    }

    /** The katas of these names; the current one if there are none. */
    List<Kata> katas(Book book, List<String> names, CommandSpec spec) throws IOException {
        List<Kata> katas = new ArrayList<>();
        for (String name : names) {
            katas.add(kata(book, name, spec));
        }
        if (book.katas().isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "This book has no kata yet.");
        }
        return katas.isEmpty() ? List.of(progress(book).current()) : katas;
    }

    void print(String line) {
        out.println(line);
    }

    void print(AttributedString row) {
        out.println(colour ? row.toAnsi() : row.toString());
    }

    void printJson(Object value) {
        print(json(value));
    }

    String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
