package cancelsafe.book;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An exercise: what stands in its chapter's {@code katas.yaml}, and where its files are.
 *
 * @param id name of its class
 * @param number chapter and place in it, such as {@code 2.2}
 * @param kind what it asks for
 * @param difficulty from 1 to 5
 * @param title its heading
 * @param task what to do
 * @param invariant what must hold
 * @param hints three, each one step further
 * @param wrong the named wrong answers
 * @param right the named right answers besides the reference, each with its trade-off
 * @param solved said to a reader who has solved it
 * @param covers ids of the ideas that it carries
 * @param aliases ids that it had before
 * @param chapter folder of its chapter, such as {@code 02-cancel-safety}
 * @param packageName Java package of its class
 * @param root the clone
 */
public record Kata(
        String id,
        String number,
        Kind kind,
        int difficulty,
        String title,
        String task,
        String invariant,
        List<String> hints,
        Map<String, Wrong> wrong,
        Map<String, String> right,
        String solved,
        List<String> covers,
        List<String> aliases,
        String chapter,
        String packageName,
        Path root) {

    /** The name of the starting point among the answers. */
    public static final String START = "start";

    /** The name of the reference solution among the answers. */
    public static final String REFERENCE = "reference";

    private Path inPackage(String sources) {
        return root.resolve(sources).resolve(packageName).resolve(id + ".java");
    }

    /** What the reader edits. */
    public Path exercise() {
        return inPackage("exercises/src/main/java");
    }

    /** The untouched starting point. */
    public Path start() {
        return inPackage("exercises/start");
    }

    /** The test. */
    public Path test() {
        return root.resolve("exercises/src/test/java")
                .resolve(packageName)
                .resolve(id + "Test.java");
    }

    /** The reference solution. */
    public Path solution() {
        return inPackage("solutions/src/main/java");
    }

    /** A named right answer. */
    public Path rightAnswer(String name) {
        return named("right", name);
    }

    /** A named wrong answer. */
    public Path wrongAnswer(String name) {
        return named("wrong", name);
    }

    /**
     * The source of an answer: {@code start}, {@code reference}, or the name of a right or a wrong
     * one.
     */
    public Path answer(String name) {
        return switch (name) {
            case START -> start();
            case REFERENCE -> solution();
            default -> right.containsKey(name) ? rightAnswer(name) : wrongAnswer(name);
        };
    }

    /** The recorded story of an answer, by the name that {@link #answer} takes. */
    public Path story(String answer) {
        return root.resolve("chapters")
                .resolve(chapter)
                .resolve("stories")
                .resolve(id)
                .resolve(answer + ".json");
    }

    private Path named(String which, String name) {
        return root.resolve("solutions")
                .resolve(which)
                .resolve(packageName)
                .resolve(id)
                .resolve(name)
                .resolve(id + ".java");
    }

    /** Binary name of the test's class. */
    public String testClass() {
        return packageName + "." + id + "Test";
    }

    /** Binary name of the answer's class. */
    public String answerClass() {
        return packageName + "." + id;
    }
}
