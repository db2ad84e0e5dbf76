package cancelsafe.workbook.check;

import cancelsafe.book.BookException;
import cancelsafe.book.Kata;
import cancelsafe.book.Wrong;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.StoryJson;
import cancelsafe.workbook.judge.TestVerdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The stories that the book tells of a kata: how its start and its wrong answers fail, and how the
 * right ones pass where the start fails.
 */
public final class Stories {
    /** In JSON, where a line feed is a backslash and an n. */
    private static final Pattern STACK =
            Pattern.compile("(\\\\n\\\\t(?:at |\\.\\.\\.)[^\"\\\\]*)+");

    private static final Pattern TEMPORARY =
            Pattern.compile("[^\\s\"]*/junit-\\d+/(?:attempt-\\d+/)?");

    /** In the name of a temporary file, whose number is drawn by lot. */
    private static final Pattern LOT = Pattern.compile("(?<=[A-Za-z-])\\d{8,20}(?=\\.)");

    private final Kata kata;
    private final Judged judged;

    /** Stories of these answers, told by a judge that has judged nothing else. */
    public Stories(Judged judged) {
        this.kata = judged.kata();
        this.judged = judged;
    }

    /**
     * Records them anew, in place of those that were. Where nothing is told any more, those that
     * were are kept: then the judge is broken, not the answers.
     *
     * @return the files that were written
     * @throws BookException if there are stories, and no answer tells one now
     */
    public List<Path> record() throws IOException, InterruptedException {
        Map<String, String> now = told();
        List<Path> before = recorded();
        if (now.isEmpty() && !before.isEmpty()) {
            throw new BookException(
                    ("No answer to %s has a story in this run, so the %d recorded stories are"
                                    + " kept. Run kata check %s to see which tests fail.")
                            .formatted(kata.id(), before.size(), kata.id()));
        }
        for (Path old : before) {
            Files.delete(old);
        }
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> told : now.entrySet()) {
            Path file = kata.story(told.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, told.getValue());
            written.add(file);
        }
        return written;
    }

    /** How those of today differ from the recorded ones, a sentence each. */
    public List<String> differences() throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        Map<String, String> told = told();
        for (Map.Entry<String, String> each : told.entrySet()) {
            Path file = kata.story(each.getKey());
            if (!Files.exists(file)) {
                differences.add(describe(file) + " is missing; run kata record " + kata.id());
            } else if (!Files.readString(file).equals(each.getValue())) {
                differences.add(
                        "%s differs from a new run (%s); run kata record %s"
                                .formatted(
                                        describe(file),
                                        firstDifference(Files.readString(file), each.getValue()),
                                        kata.id()));
            }
        }
        for (Path file : recorded()) {
            if (told.keySet().stream().map(kata::story).noneMatch(file::equals)) {
                differences.add(describe(file) + " belongs to no answer with a story; delete it");
            }
        }
        return differences;
    }

    private static String firstDifference(String recorded, String now) {
        int at = Arrays.mismatch(recorded.toCharArray(), now.toCharArray());
        return "recorded: ..%s.., now: ..%s..".formatted(around(recorded, at), around(now, at));
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 30), Math.min(text.length(), at + 60)).strip();
    }

    private String describe(Path file) {
        return kata.root().relativize(file).toString();
    }

    private List<Path> recorded() throws IOException {
        Path folder = kata.story(Kata.START).getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** As they are now, by the name of the answer; an answer without a story is left out. */
    private Map<String, String> told() throws IOException, InterruptedException {
        Map<String, Story> told = new LinkedHashMap<>();
        failure(Kata.START, "").ifPresent(story -> told.put(Kata.START, story));
        for (Map.Entry<String, Wrong> wrong : kata.wrong().entrySet()) {
            failure(wrong.getKey(), wrong.getValue().fails())
                    .ifPresent(story -> told.put(wrong.getKey(), story));
        }
        Story start = told.get(Kata.START);
        if (start != null) {
            for (String right : right()) {
                of(right, t -> t.passed() && t.name().equals(start.test()))
                        .findFirst()
                        .ifPresent(story -> told.put(right, story));
            }
        }
        Map<String, String> written = new LinkedHashMap<>();
        for (Map.Entry<String, Story> each : told.entrySet()) {
            String name = each.getKey();
            String hash = sha256(Files.readAllBytes(kata.answer(name)));
            Story story = each.getValue().of(kata.id(), name, hash);
            written.put(name, lasting(StoryJson.write(story)) + "\n");
        }
        return written;
    }

    private List<String> right() {
        return Stream.concat(Stream.of(Kata.REFERENCE), kata.right().keySet().stream()).toList();
    }

    /** The story of the named test, else of the first one that failed and has a story. */
    private Optional<Story> failure(String name, String test)
            throws IOException, InterruptedException {
        List<Story> told = of(name, t -> !t.passed()).toList();
        return told.stream()
                .filter(s -> s.test().equals(test))
                .findFirst()
                .or(() -> told.stream().findFirst());
    }

    private Stream<Story> of(String name, Predicate<TestVerdict> wanted)
            throws IOException, InterruptedException {
        return judged.verdict(name).tests().stream()
                .filter(wanted)
                .map(TestVerdict::story)
                .flatMap(Stream::ofNullable);
    }

    /**
     * Without what is another one in each run: the lines of a stack, the folder of an attempt, the
     * number of a temporary file.
     */
    private static String lasting(String json) {
        String shown = TEMPORARY.matcher(STACK.matcher(json).replaceAll("")).replaceAll("");
        return LOT.matcher(shown).replaceAll("-1");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
