package cancelsafe.book;

/**
 * A named wrong answer.
 *
 * @param fails the test method that it must fail
 * @param diagnosis one sentence for a reader whose answer behaves like it
 */
public record Wrong(String fails, String diagnosis) {}
