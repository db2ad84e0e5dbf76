package cancelsafe.workbook.mutate;

import cancelsafe.book.BookException;
import cancelsafe.book.Kata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The mutants of a kata that are known to behave like a right answer, or that its page allows. An
 * entry speaks of each mutant with its text.
 */
record Equivalents(List<Entry> entries) {
    private static final ObjectReader READER =
            YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build()
                    .readerFor(new TypeReference<List<Entry>>() {});

    /**
     * An entry.
     *
     * @param answer name of the right answer
     * @param operator name of the operator
     * @param before the line, or lines, that are changed
     * @param after what comes instead
     * @param reason why it is no mistake
     */
    record Entry(String answer, String operator, String before, String after, String reason) {
        boolean speaksOf(Mutant mutant) {
            return answer.equals(mutant.answer())
                    && operator.equals(mutant.operator())
                    && lines(before).equals(lines(mutant.change().before()))
                    && lines(after).equals(lines(mutant.change().after()));
        }

        private static List<String> lines(String text) {
            return text.strip().lines().map(String::strip).toList();
        }

        /** How a sentence names it. */
        String describe() {
            return "%s, %s, \"%s\" becomes \"%s\""
                    .formatted(
                            answer,
                            operator,
                            String.join(" ", lines(before)),
                            String.join(" ", lines(after)));
        }
    }

    /**
     * Those of a kata; none if it has no such file.
     *
     * @throws BookException if the file is not as it should be
     */
    static Equivalents of(Kata kata) throws IOException {
        Path file =
                kata.root()
                        .resolve("solutions/equivalents")
                        .resolve(kata.packageName())
                        .resolve(kata.id() + ".yaml");
        return Files.exists(file) ? read(file, kata.root()) : new Equivalents(List.of());
    }

    /** Those in a file of the clone. */
    static Equivalents read(Path file, Path root) throws IOException {
        String text = Files.readString(file);
        if (text.isBlank()) {
            return new Equivalents(List.of());
        }
        try {
            List<Entry> entries = READER.readValue(text);
            return new Equivalents(List.copyOf(entries));
        } catch (JsonProcessingException e) {
            throw new BookException(
                    "%s: %s".formatted(root.relativize(file), e.getOriginalMessage()));
        }
    }

    /** Whether a mutant is accepted. */
    boolean accept(Mutant mutant) {
        return entries.stream().anyMatch(entry -> entry.speaksOf(mutant));
    }

    /** What is wrong with the entries themselves, a sentence each. */
    List<String> complaints(List<Mutant> all, List<Mutant> passed) {
        return entries.stream()
                .filter(entry -> passed.stream().noneMatch(entry::speaksOf))
                .map(
                        entry ->
                                (all.stream().anyMatch(entry::speaksOf)
                                                ? "no accepted mutant passes any more; delete its"
                                                        + " entry: "
                                                : "no mutant has the text of this entry any more;"
                                                        + " delete or correct it: ")
                                        + entry.describe())
                .toList();
    }
}
