package cancelsafe.lab.hook;

/** Hears which calls of the threads of a run may go to something that the test gave them. */
public interface GivenListener {
    /**
     * The thread is about to call a method of {@code receiver}. What is thrown here is thrown in
     * the place of that call, checked or not.
     *
     * @param declared binary names of the checked exceptions that the method declares, with commas
     */
    void calls(Object receiver, int site, String declared);
}
