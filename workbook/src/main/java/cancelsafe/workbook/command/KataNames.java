package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The names that a shell offers for a kata; the book is read only when they are wanted. */
final class KataNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        String root = System.getProperty("cancelsafe.root");
        List<String> names =
                root == null
                        ? List.of()
                        : Book.read(Path.of(root)).katas().stream().map(Kata::id).toList();
        return names.iterator();
    }
}
