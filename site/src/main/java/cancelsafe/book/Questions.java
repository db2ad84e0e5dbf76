package cancelsafe.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The questions of all chapters, as their texts ask them: each predict box whose program has its
 * recorded output directly below, and each question on a card that has its answer folded below it.
 */
public final class Questions {
    private static final String PREDICT = "[.predict]";
    private static final String CARD = "*Questions for a review*";
    private static final String FOLDED = "[%collapsible]";
    private static final String FOLD = "====";
    private static final Pattern INCLUDE =
            Pattern.compile("include::(\\S+?(\\w+)\\.(?:java|out))\\[(?:tag=)?([\\w-]*)\\]");
    private static final Pattern RUN_IT = Pattern.compile("\\s*Decide, then run it: `[^`]*`\\.");
    private static final Pattern TAG = Pattern.compile("\\s*// (?:tag|end)::([\\w-]+)\\[\\]");
    private static final Pattern CALLOUT = Pattern.compile("<(\\d+)>(?=( <\\d+>)*$)");

    private final PlainText plain;
    private final List<Question> questions = new ArrayList<>();

    private Questions(PlainText plain) {
        this.plain = plain;
    }

    /**
     * Reads them, in the order of the book.
     *
     * @throws UncheckedIOException if a text or a program cannot be read
     */
    public static List<Question> of(Book book) {
        Questions read = new Questions(PlainText.of(book));
        for (Chapter chapter : book.chapters()) {
            chapter.sections().forEach(read::read);
        }
        return List.copyOf(read.questions);
    }

    private void read(Section section) {
        List<Include> shown = new ArrayList<>();
        boolean isCard = false;
        for (int i = 0; i < section.lines().size(); i++) {
            String line = section.lines().get(i);
            List<String> rest = section.lines().subList(i + 1, section.lines().size());
            Include.in(section, line).ifPresent(shown::add);
            isCard |= line.equals(CARD);
            if (line.equals(PREDICT)) {
                predict(section, shown, rest).ifPresent(questions::add);
            } else if (isCard && line.startsWith(".") && rest.indexOf(FOLDED) == 0) {
                questions.add(recall(section, line.substring(1), rest.subList(1, rest.size())));
            }
        }
    }

    /** A file, or a region of it, that a text includes. */
    private record Include(Path file, String program, String tag) {
        static Optional<Include> in(Section section, String line) {
            Matcher include = INCLUDE.matcher(line);
            return include.matches()
                    ? Optional.of(
                            new Include(
                                    section.chapter().dir().resolve(include.group(1)),
                                    include.group(2),
                                    include.group(3)))
                    : Optional.empty();
        }

        boolean isOutput() {
            return file.toString().endsWith(".out");
        }

        /** The pieces of the region, each at the left margin, with a blank line between them. */
        String text() {
            List<String> pieces = new ArrayList<>();
            StringBuilder piece = new StringBuilder();
            boolean isIn = tag.isEmpty();
            for (String line : lines(file)) {
                Matcher mark = TAG.matcher(line);
                if (!mark.matches()) {
                    piece.append(isIn ? CALLOUT.matcher(line).replaceAll("$1") + "\n" : "");
                } else if (mark.group(1).equals(tag)) {
                    isIn = !isIn;
                    pieces.add(piece.toString());
                    piece.setLength(0);
                }
            }
            pieces.add(piece.toString());
            return pieces.stream()
                    .filter(text -> !text.isBlank())
                    .map(text -> text.stripTrailing().stripIndent())
                    .collect(Collectors.joining("\n\n"));
        }

        private static List<String> lines(Path file) {
            try {
                return Files.readAllLines(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Empty if the box has no output directly below it. */
    private Optional<Question> predict(Section section, List<Include> shown, List<String> rest) {
        List<String> box = rest.stream().takeWhile(line -> !line.isBlank()).toList();
        return rest.stream()
                .skip(box.size())
                .filter(line -> !line.isBlank() && !line.startsWith(".") && !line.equals("----"))
                .findFirst()
                .flatMap(line -> Include.in(section, line))
                .filter(Include::isOutput)
                .map(
                        output ->
                                new Question.Predict(
                                        section,
                                        code(shown, output.program()),
                                        asked(String.join(" ", box)),
                                        output.text()));
    }

    private static String code(List<Include> shown, String program) {
        return shown.stream()
                .filter(include -> include.program().equals(program) && !include.isOutput())
                .map(Include::text)
                .collect(Collectors.joining("\n\n"));
    }

    private String asked(String box) {
        return RUN_IT.matcher(plain.of(box)).replaceFirst("").strip();
    }

    private Question recall(Section section, String text, List<String> folded) {
        String answer =
                folded.stream()
                        .skip(1)
                        .takeWhile(line -> !line.equals(FOLD))
                        .filter(line -> !line.isBlank())
                        .map(plain::of)
                        .collect(Collectors.joining("\n"));
        return new Question.Recall(section, plain.of(text), answer);
    }
}
