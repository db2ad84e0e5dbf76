package cancelsafe.workbook.reader;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far the reader is: a small text file, one kata a line, keyed by id. It is replaced as a
 * whole, so that whoever reads it finds the old one or the new one; two workbooks at once lose
 * nothing of each other. What it says of katas that this book does not know is kept.
 */
public final class Progress {
    private static final String CURRENT = "current";

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

    /** A folder of the user, for a clone that cannot be written to. */
    private static Path elsewhere(Path root) {
        String given = System.getenv("XDG_STATE_HOME");
        Path states =
                given == null || given.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(given);
        return states.resolve("cancel-safe-java")
                .resolve(Integer.toHexString(root.toString().hashCode()));
    }

    /** Where it is kept. */
    public Path folder() {
        return folder;
    }

    /** How far the reader is with this kata. */
    public State of(Kata kata) throws IOException {
        Map<String, String> lines = read();
        return names(kata)
                .filter(lines::containsKey)
                .findFirst()
                .map(name -> state(lines.getOrDefault(name, "")))
                .orElse(State.UNTRIED);
    }

    private static Stream<String> names(Kata kata) {
        return Stream.concat(Stream.of(kata.id()), kata.aliases().stream());
    }

    private static State state(String word) {
        for (State state : State.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        return State.UNTRIED;
    }

    /** How many katas of the book are solved. */
    public int solved() throws IOException {
        int solved = 0;
        for (Kata kata : book.katas()) {
            if (of(kata) == State.SOLVED) {
                solved++;
            }
        }
        return solved;
    }

    /** The kata that the reader is at: the chosen one, else the first that is not solved. */
    public Kata current() throws IOException {
        Optional<Kata> chosen = Optional.ofNullable(read().get(CURRENT)).flatMap(book::kata);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        for (Kata kata : book.katas()) {
            if (of(kata) != State.SOLVED) {
                return kata;
            }
        }
        return book.katas().getLast();
    }

    /** Chooses the kata that the reader is at. */
    public void choose(Kata kata) throws IOException {
        change(lines -> lines.put(CURRENT, kata.id()));
    }

    /** Notes how far the reader is with a kata. */
    public void note(Kata kata, State state) throws IOException {
        if (of(kata) != state) {
            change(
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
        Path fresh = Files.createTempFile(kata.exercise().getParent(), kata.id(), ".tmp");
        Files.copy(kata.start(), fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, kata.exercise(), StandardCopyOption.REPLACE_EXISTING);
        note(kata, State.UNTRIED);
        return kept;
    }

    private Path file() {
        return folder.resolve("progress.txt");
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        if (Files.exists(file())) {
            for (String line : Files.readAllLines(file())) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    lines.put(line.substring(0, space), line.substring(space + 1).strip());
                }
            }
        }
        return lines;
    }

    /** A change of the lines. */
    @FunctionalInterface
    private interface Change {
        void of(Map<String, String> lines);
    }

    private void change(Change change) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            Map<String, String> lines = read();
            change.of(lines);
            List<String> text =
                    lines.entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .collect(Collectors.toList());
            Path fresh = folder.resolve("progress." + ProcessHandle.current().pid() + ".tmp");
            Files.write(fresh, text);
            Files.move(
                    fresh,
                    file(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A file as a person would name it: below the clone without the clone's own path. */
    public String spoken(Path file) {
        return file.startsWith(book.root())
                ? book.root().relativize(file).toString()
                : file.toString();
    }
}
