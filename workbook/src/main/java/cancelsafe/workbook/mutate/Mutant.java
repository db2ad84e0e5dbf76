package cancelsafe.workbook.mutate;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A right answer with one mistake made in it.
 *
 * @param answer the right one, by the name that {@link cancelsafe.book.Kata#answer} takes
 * @param operator which kind of mistake
 * @param change where it is
 * @param text of the whole mutant
 */
public record Mutant(String answer, String operator, LineChange change, @JsonIgnore String text) {

    private record Found(Operator operator, Change change) {}

    /**
     * All of an answer in the order of its text, no text twice, and none that is the answer's own.
     *
     * @param answer its name
     * @param className simple name of its class
     * @param classPath what it uses besides the JDK
     */
    static List<Mutant> of(String answer, String className, String text, List<Path> classPath)
            throws IOException {
        AnswerTree tree = AnswerTree.of(className, text, classPath);
        Map<String, Mutant> byText = new LinkedHashMap<>();
        Operators.ALL.stream()
                .flatMap(operator -> operator.changes(tree).map(c -> new Found(operator, c)))
                .sorted(Comparator.comparingInt(found -> found.change.from()))
                .forEach(
                        found -> {
                            String changed = found.change.applyTo(text);
                            byText.putIfAbsent(
                                    changed,
                                    new Mutant(
                                            answer,
                                            found.operator.name(),
                                            LineChange.between(text, changed),
                                            changed));
                        });
        byText.remove(text);
        return List.copyOf(byText.values());
    }
}
