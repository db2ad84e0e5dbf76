/** The same through an asynchronous channel, which an interrupt does not close. */
public final class H2AsyncFile extends H2File {
    @Override
    protected String files() {
        return "async:";
    }
}
