package cancelsafe.lab.junit;

import cancelsafe.lab.Attempt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that the lab runs once undisturbed and once for each place where its body can be
 * cancelled.
 *
 * <p>The method takes an {@link Attempt}, prepares fresh objects, says what must hold and hands the
 * body to {@link Attempt#run} or {@link Attempt#call}. Each attempt has a fresh instance of the
 * test class with its {@code @BeforeEach} and {@code @AfterEach}; JUnit shows one test.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
@SuppressWarnings("exports") // JUnit makes the extension; no test names it
@ExtendWith(CancelEverywhereExtension.class)
public @interface CancelEverywhere {}
