package cancelsafe.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole book, as it lies in a clone.
 *
 * @param root the clone
 * @param chapters in order
 */
public record Book(Path root, List<Chapter> chapters) {
    /**
     * Reads the book.
     *
     * @param root the clone
     * @throws BookException if a file is not as it should be
     */
    public static Book read(Path root) {
        Path clone = root.toAbsolutePath().normalize();
        return new Book(
                clone,
                list(clone.resolve("chapters")).stream()
                        .filter(Files::isDirectory)
                        .filter(dir -> name(dir).matches("\\d\\d-.+"))
                        .map(dir -> chapter(clone, dir))
                        .toList());
    }

    private static Chapter chapter(Path root, Path dir) {
        String folder = name(dir);
        List<Snippet> snippets = new ArrayList<>(snippets(dir.resolve("snippets")));
        snippets.addAll(snippets(dir.resolve("programs")));
        return new Chapter(
                Integer.parseInt(folder.substring(0, 2)),
                folder,
                title(dir).orElseGet(() -> inWords(folder.substring(3))),
                dir,
                KatasFile.read(root, folder),
                List.copyOf(snippets));
    }

    private static Optional<String> title(Path dir) {
        Path text = dir.resolve("chapter.adoc");
        if (!Files.exists(text)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(text)) {
            return lines.filter(l -> l.startsWith("= "))
                    .map(l -> l.substring(2).strip())
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String inWords(String folder) {
        String words = folder.replace('-', ' ').replace("raii", "RAII");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static List<Snippet> snippets(Path folder) {
        return list(folder).stream()
                .filter(f -> name(f).endsWith(".java"))
                .map(f -> new Snippet(name(f).replace(".java", ""), f))
                .toList();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All katas, in the order of the book. */
    public List<Kata> katas() {
        return chapters.stream().flatMap(c -> c.katas().stream()).toList();
    }

    /** All snippets and programs. */
    public List<Snippet> snippets() {
        return chapters.stream().flatMap(c -> c.snippets().stream()).toList();
    }

    /** The kata with this id, number or former id, in any case. */
    public Optional<Kata> kata(String name) {
        return katas().stream()
                .filter(
                        k ->
                                k.id().equalsIgnoreCase(name)
                                        || k.number().equals(name)
                                        || k.aliases().stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    /** The snippet with this name, in either spelling. */
    public Optional<Snippet> snippet(String name) {
        return snippets().stream()
                .filter(s -> s.name().equalsIgnoreCase(name) || s.alias().equalsIgnoreCase(name))
                .findFirst();
    }

    /** At most three ids of katas that look like {@code name}, the most alike first. */
    public List<String> nearest(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return katas().stream()
                .map(Kata::id)
                .filter(id -> distance(id.toLowerCase(Locale.ROOT), wanted) <= id.length() / 2)
                .sorted(
                        Comparator.comparingInt(
                                id -> distance(id.toLowerCase(Locale.ROOT), wanted)))
                .limit(3)
                .toList();
    }

    /** How many letters must be put in, left out or changed (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
