package cancelsafe.lab.hook;

import org.jspecify.annotations.Nullable;

/**
 * A place in woven code.
 *
 * @param kind what stands there
 * @param className internal name of the class, such as {@code cancelsafety/TornTransfer}
 * @param method name of the method
 * @param file simple name of the source file
 * @param line line in it, from 1; 0 if the class file does not say
 * @param what the call in words, such as {@code Auditor.approve}; empty for a line or a loop
 * @param inHandler whether only an exception leads there: a catch block, or a finally on that way
 * @param field the field that is read or written there; null elsewhere
 */
public record CodeLocation(
        Kind kind,
        String className,
        String method,
        String file,
        int line,
        String what,
        boolean inHandler,
        @Nullable FieldReference field) {

    /** A place at which no field is read or written. */
    public CodeLocation(
            Kind kind,
            String className,
            String method,
            String file,
            int line,
            String what,
            boolean inHandler) {
        this(kind, className, method, file, line, what, inHandler, null);
    }

    /** The same line, for something else that happens there. */
    public CodeLocation as(Kind other, String called) {
        return new CodeLocation(other, className, method, file, line, called, false);
    }

    /** Whether it is a point that neither a handler nor a {@code close} reaches on the way out. */
    public boolean isPointOfWork() {
        return kind == Kind.POINT && !inHandler && !what.endsWith(".close");
    }

    /** Whether it is a wait that an interrupt ends without an exception. */
    public boolean isPark() {
        return what.startsWith("LockSupport.park");
    }

    /** What stands at a site. */
    public enum Kind {
        /** A call that may wait and that an interrupt ends. */
        POINT,
        /** A call of an interruptible channel; the JDK tells of it, so woven code need not. */
        CHANNEL,
        /** An operation on a file that an interrupt does not end, but a crash does. */
        FILE,
        /** A call of a library that waits; whether an interrupt ends it is the library's affair. */
        LIBRARY,
        /** Not a place: a moment in which every thread waits. */
        SETTLED,
        /** A call that may go to something that the test gave. */
        GIVEN,
        /** A look at a registered token. */
        CHECK,
        /** A look at the interrupt status. */
        POLL,
        /** A read of a field or an element that is not volatile. */
        READ,
        /** A write of a field or an element that is not volatile. */
        WRITE,
        /** An access to a volatile field. */
        VOLATILE,
        /** Another place where the order of the threads matters. */
        STEP,
        /** The start of a source line. */
        LINE,
        /** A jump back: one more turn of a loop. */
        LOOP,
        /** A call that the lab does not control. */
        REFUSED
    }

    /** Where it is, as people write it: {@code TornTransfer.java:10}. */
    public String where() {
        return file + ":" + line;
    }

    @Override
    public String toString() {
        return what.isEmpty() ? where() : where() + " " + what;
    }
}
