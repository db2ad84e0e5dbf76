package cancelsafe.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an instance method without parameters that looks at a {@link Cancellable}, such as {@code
 * isCancelled()}. Each call of it is a cancellation point.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface CancellationCheck {}
