package cancelsafe.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which ideas of the sources, and of the best systems elsewhere, the book is to carry, and where it
 * does. The two tables of the appendix list them; a place says what it carries. A flaw of a source
 * has a box of its own, which names it.
 */
public final class Coverage {
    private static final Pattern IN_TEXT =
            Pattern.compile("\\[(?:#(?<id>[\\w-]+))?[^\\]]*covers=\"(?<ideas>[^\"]*)\"");
    private static final Pattern BOX = Pattern.compile("\\[\\.trap,flaws=\"(?<ideas>[^\"]*)\"\\]");
    private static final Pattern FLAW = Pattern.compile("SOURCE (?:FLAW|ERROR)");
    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern IN_CODE = Pattern.compile("^\\s*// covers: (.*)$");

    private final Book book;
    private final Map<String, Idea> ideas = new LinkedHashMap<>();
    private final Map<String, Set<Place>> places = new TreeMap<>();
    private final Set<String> flaws = new LinkedHashSet<>();
    private final Set<String> boxed = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    private Coverage(Book book) {
        this.book = book;
    }

    /** A row of a table: its id, what it says, and the chapter that is to carry it. */
    public record Idea(String id, String item, String chapter) {}

    /** Somewhere in the book; its text form says where, for a person who looks for it. */
    public sealed interface Place {
        /**
         * A section.
         *
         * @param id its address in the page of the chapter; empty for the chapter itself
         * @param line of its text, from 1
         */
        record InText(Chapter chapter, String id, int line) implements Place {
            @Override
            public String toString() {
                return "chapters/" + chapter.folder() + "/chapter.adoc:" + line;
            }
        }

        /** A program of a chapter. */
        record InProgram(Chapter chapter, Path file, int line) implements Place {
            @Override
            public String toString() {
                return "chapters/"
                        + chapter.folder()
                        + "/"
                        + chapter.dir().relativize(file)
                        + ":"
                        + line;
            }
        }

        /** A kata, or its test. */
        record InKata(Kata kata) implements Place {
            @Override
            public String toString() {
                return "kata " + kata.number();
            }
        }
    }

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
        coverage.checkFlaws();
        return coverage;
    }

    /** The ideas, in the order of the tables. */
    public List<Idea> ideas() {
        return List.copyOf(ideas.values());
    }

    /** Where an idea is carried, in the order of the book; none if nowhere. */
    public Set<Place> places(String id) {
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
                problems.add(name + ": " + cells[0] + " is listed twice");
            }
            if (FLAW.matcher(row).find()) {
                flaws.add(cells[0]);
            }
        }
    }

    private void readPlaces() {
        for (Chapter chapter : book.chapters()) {
            if (chapter.hasText()) {
                readText(chapter);
            }
            for (Path file : javaUnder(chapter.dir())) {
                readCode(file, line -> new Place.InProgram(chapter, file, line));
            }
            for (Kata kata : chapter.katas()) {
                Place here = new Place.InKata(kata);
                kata.covers().forEach(id -> carry(id, here));
                if (Files.exists(kata.test())) {
                    readCode(kata.test(), line -> here);
                }
            }
        }
    }

    private void readText(Chapter chapter) {
        List<String> lines = lines(chapter.text());
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = IN_TEXT.matcher(lines.get(i));
            while (matcher.find()) {
                String id = Objects.requireNonNullElse(matcher.group("id"), "");
                Place place = new Place.InText(chapter, id, i + 1);
                ids(matcher.group("ideas")).forEach(idea -> carry(idea, place));
            }
            Matcher box = BOX.matcher(lines.get(i));
            if (box.find()) {
                ids(box.group("ideas")).forEach(boxed::add);
            }
        }
    }

    private void readCode(Path file, IntFunction<Place> at) {
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = IN_CODE.matcher(lines.get(i));
            if (matcher.find()) {
                Place place = at.apply(i + 1);
                ids(matcher.group(1)).forEach(idea -> carry(idea, place));
            }
        }
    }

    private static Stream<String> ids(String list) {
        return SEPARATOR.splitAsStream(list.strip());
    }

    private void carry(String id, Place place) {
        if (ideas.containsKey(id)) {
            places.computeIfAbsent(id, i -> new LinkedHashSet<>()).add(place);
        } else {
            problems.add(place + " claims to cover " + id + ", which is in no table");
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
                    .forEach(i -> problems.add(i.id() + " is not covered anywhere: " + i.item()));
        }
    }

    private void checkFlaws() {
        flaws.stream()
                .filter(id -> !boxed.contains(id))
                .forEach(id -> problems.add(id + " is a flaw of a source, but no box names it"));
        boxed.stream()
                .filter(id -> !flaws.contains(id))
                .forEach(
                        id ->
                                problems.add(
                                        "a box names " + id + ", which is not a flaw of a source"));
    }

    private static List<Path> javaUnder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
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
