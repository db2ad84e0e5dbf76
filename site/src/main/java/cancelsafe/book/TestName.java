package cancelsafe.book;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names of tests, which are sentences in camel case. */
public final class TestName {
    private TestName() {}

    /** The sentence, such as {@code no money is lost} for {@code noMoneyIsLost}. */
    public static String sentence(String name) {
        return IntStream.range(0, name.length())
                .mapToObj(
                        i -> {
                            char c = name.charAt(i);
                            return Character.isUpperCase(c)
                                    ? " " + Character.toLowerCase(c)
                                    : String.valueOf(c);
                        })
                .collect(Collectors.joining())
                .strip();
    }
}
