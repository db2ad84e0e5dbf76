package cancelsafe.workbook.reader;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.book.Kind;
import cancelsafe.workbook.judge.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How far the reader is: a {@link LinesFile}, one kata a line, keyed by id. What it says of katas
 * that this book does not know is kept.
 */
public final class Progress {
    private static final String CURRENT = "current";
    private static final Pattern LINE = Pattern.compile("[\\w.$-]+ \\S.*");

    private final Book book;
    private final Path folder;

    private Progress(Book book, Path folder) {
        this.book = book;
        this.folder = folder;
    }

    /** The progress of whoever works in this clone. */
    public static Progress of(Book book) {
        Path here = book.root().resolve(".kata");
        boolean writable =
                Files.isDirectory(here) ? Files.isWritable(here) : Files.isWritable(book.root());
        return new Progress(book, writable ? here : elsewhere(book.root()));
    }

    /** One that is kept in this folder. */
    public static Progress in(Path folder, Book book) {
        return new Progress(book, folder);
    }

    /** A folder of the user, for a clone that cannot be written to. */
    private static Path elsewhere(Path root) {
        String given = System.getenv("XDG_STATE_HOME");
        Path states =
                given == null || given.isBlank()
                        ? home().resolve(".local").resolve("state")
                        : Path.of(given);
        return states.resolve("cancel-safe-java")
                .resolve(Integer.toHexString(root.toString().hashCode()));
    }

    /** What the user calls their home; Java asks the system, which may know another one. */
    private static Path home() {
        String home = System.getenv("HOME");
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home);
    }

    /** Where it is kept. */
    public Path folder() {
        return folder;
    }

    /** What the verdicts on this kata say of how far the reader is with it. */
    public State of(Kata kata) throws IOException {
        return of(kata, read());
    }

    private static State of(Kata kata, Map<String, String> lines) {
        return names(kata)
                .filter(lines::containsKey)
                .findFirst()
                .map(name -> state(lines.getOrDefault(name, "")))
                .orElse(State.UNTRIED);
    }

    /**
     * How far the reader is with each kata of the book, by id. Once the capstone of a chapter has
     * been solved, the other katas of the chapter are known.
     */
    public Map<String, State> states() throws IOException {
        Map<String, String> lines = read();
        Map<String, State> states = new LinkedHashMap<>();
        for (Chapter chapter : book.chapters()) {
            boolean isKnown =
                    chapter.katas().stream()
                            .filter(kata -> kata.kind() == Kind.CAPSTONE)
                            .anyMatch(kata -> of(kata, lines).wasSolved());
            for (Kata kata : chapter.katas()) {
                State own = of(kata, lines);
                states.put(kata.id(), isKnown && !own.wasSolved() ? State.KNOWN : own);
            }
        }
        return states;
    }

    private static Stream<String> names(Kata kata) {
        return Stream.concat(Stream.of(kata.id()), kata.aliases().stream());
    }

    private static State state(String word) {
        for (State state : State.values()) {
            if (state.word().equals(word) && state != State.KNOWN) {
                return state;
            }
        }
        return State.UNTRIED;
    }

    /** How many katas of the book have been solved. */
    public int solved() throws IOException {
        return Math.toIntExact(states().values().stream().filter(State::wasSolved).count());
    }

    /**
     * The kata that the reader is at: the chosen one, else the first that was never solved and is
     * not known.
     */
    public Kata current() throws IOException {
        Optional<Kata> chosen = Optional.ofNullable(read().get(CURRENT)).flatMap(book::kata);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        Map<String, State> states = states();
        return book.katas().stream()
                .filter(kata -> !states.getOrDefault(kata.id(), State.UNTRIED).isDone())
                .findFirst()
                .orElseGet(book.katas()::getLast);
    }

    /** Chooses the kata that the reader is at. */
    public void choose(Kata kata) throws IOException {
        if (!kata.id().equals(read().get(CURRENT))) {
            file().change(lines -> lines.put(CURRENT, kata.id()));
        }
    }

    /** Notes where a verdict has brought the reader. */
    public void note(Kata kata, Verdict verdict) throws IOException {
        note(kata, of(kata).after(verdict));
    }

    /** Notes how far the reader is with a kata. */
    public void note(Kata kata, State state) throws IOException {
        if (of(kata) != state) {
            file().change(
                            lines -> {
                                kata.aliases().forEach(lines::remove);
                                lines.put(kata.id(), state.word());
                            });
        }
    }

    /**
     * Puts the start back in place of the reader's answer, which is kept.
     *
     * @return where the answer is kept; empty if there was none, or it was the start
     */
    public Optional<Path> reset(Kata kata) throws IOException {
        Optional<Path> kept = Optional.empty();
        if (Files.exists(kata.exercise()) && Files.mismatch(kata.exercise(), kata.start()) >= 0) {
            Path backups = Files.createDirectories(folder.resolve("backup"));
            Path free = backups.resolve(kata.id() + "-1.java");
            for (int n = 2; Files.exists(free); n++) {
                free = backups.resolve(kata.id() + "-" + n + ".java");
            }
            Files.copy(kata.exercise(), free);
            kept = Optional.of(free);
        }
        Files.createDirectories(kata.exercise().getParent());
        new WholeFile(kata.exercise()).replace(Files.readAllBytes(kata.start()));
        note(kata, State.UNTRIED);
        return kept;
    }

    /**
     * Looks whether the file can be read. One that cannot is kept under another name; what can be
     * read of it stays.
     *
     * @return a sentence on what has become of it; empty if all is well
     */
    public Optional<String> mend() throws IOException {
        return file().mend().map(mended -> sentence("progress is", mended));
    }

    /** What the reader is told of a file that was damaged. */
    String sentence(String what, LinesFile.Mended mended) {
        return "Your %s damaged: %s. The damaged file is kept as %s; %d of its lines could be read."
                .formatted(what, mended.damage(), describe(mended.aside()), mended.readable());
    }

    private LinesFile file() {
        return new LinesFile(folder, "progress", LINE);
    }

    /** The lines by their first word. */
    private Map<String, String> read() throws IOException {
        return file().read();
    }

    /** A file as a person would name it: below the clone without the clone's own path. */
    public String describe(Path file) {
        return file.startsWith(book.root())
                ? book.root().relativize(file).toString()
                : file.toString();
    }
}
