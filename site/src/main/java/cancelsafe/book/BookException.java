package cancelsafe.book;

/** A file of the book is not as it should be; the message says which, where and what to do. */
public final class BookException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a sentence for the author of the file. */
    public BookException(String message) {
        super(message);
    }
}
