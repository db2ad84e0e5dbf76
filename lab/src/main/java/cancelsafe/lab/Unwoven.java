package cancelsafe.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps a package or a class out of the lab's hands: its own lines are no cancellation points, and
 * a call into it is one point of the caller if the called method may throw {@link
 * InterruptedException}.
 *
 * <p>Meant for fakes and fixtures that stand for the outside world.
 */
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Unwoven {}
