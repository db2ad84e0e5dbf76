package cancelsafe.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which ideas of the sources, and of the best systems elsewhere, the book is to carry, and where it
 * does. The two tables of the appendix list them; a place says what it carries.
 */
public final class Coverage {
    private static final Pattern IN_TEXT = Pattern.compile("\\[[^\\]]*covers=\"([^\"]*)\"");
    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern IN_CODE = Pattern.compile("^\\s*// covers: (.*)$");

    private final Book book;
    private final Map<String, Idea> ideas = new LinkedHashMap<>();
    private final Map<String, Set<String>> places = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private Coverage(Book book) {
        this.book = book;
    }

    /** A row of a table: its id, what it says, and the chapter that is to carry it. */
    public record Idea(String id, String item, String chapter) {}

    /**
     * Reads the tables and all places.
     *
     * @throws BookException if a table is missing
     */
    public static Coverage of(Book book) {
        Coverage coverage = new Coverage(book);
        coverage.readTable("coverage.tsv");
        coverage.readTable("beyond.tsv");
        coverage.readPlaces();
        coverage.checkFinished();
        return coverage;
    }

    /** The ideas, in the order of the tables. */
    public List<Idea> ideas() {
        return List.copyOf(ideas.values());
    }

    /** Where an idea is carried, as {@code file:line} or the number of a kata; none if nowhere. */
    public Set<String> places(String id) {
        return places.getOrDefault(id, Set.of());
    }

    /** What is wrong, a sentence each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private void readTable(String name) {
        Path table = book.root().resolve("chapters/99-appendix").resolve(name);
        List<String> rows = lines(table);
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split("\t", -1);
            if (cells.length < 4) {
                problems.add(name + ": a row with " + cells.length + " cells: " + row);
            } else if (ideas.put(cells[0], new Idea(cells[0], cells[2], cells[3])) != null) {
                problems.add(name + ": " + cells[0] + " stands there twice");
            }
        }
    }

    private void readPlaces() {
        for (Chapter chapter : book.chapters()) {
            for (Path file : under(chapter.dir())) {
                readFile(file);
            }
            for (Kata kata : chapter.katas()) {
                kata.covers().forEach(id -> carry(id, "kata " + kata.number()));
            }
        }
        for (Path file : under(book.root().resolve("exercises/src/test"))) {
            readFile(file);
        }
    }

    private void readFile(Path file) {
        String name = file.toString();
        Pattern pattern = name.endsWith(".adoc") ? IN_TEXT : IN_CODE;
        if (!name.endsWith(".adoc") && !name.endsWith(".java")) {
            return;
        }
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = pattern.matcher(lines.get(i));
            while (matcher.find()) {
                String place = book.root().relativize(file) + ":" + (i + 1);
                SEPARATOR.splitAsStream(matcher.group(1).strip()).forEach(id -> carry(id, place));
            }
        }
    }

    private void carry(String id, String place) {
        if (ideas.containsKey(id)) {
            places.computeIfAbsent(id, i -> new TreeSet<>()).add(place);
        } else {
            problems.add(place + " carries " + id + ", which no table knows");
        }
    }

    private void checkFinished() {
        Path finished = book.root().resolve("chapters/finished.txt");
        for (String chapter : Files.exists(finished) ? lines(finished) : List.<String>of()) {
            if (chapter.isBlank()) {
                continue;
            }
            List<Idea> due =
                    ideas.values().stream().filter(i -> i.chapter().equals(chapter)).toList();
            if (due.isEmpty()) {
                problems.add("chapters/finished.txt: no idea belongs to \"" + chapter + "\"");
            }
            due.stream()
                    .filter(i -> places(i.id()).isEmpty())
                    .forEach(i -> problems.add(i.id() + " is carried nowhere: " + i.item()));
        }
    }

    private static List<Path> under(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new BookException("cannot read " + file);
        }
    }
}
