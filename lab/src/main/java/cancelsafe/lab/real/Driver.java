package cancelsafe.lab.real;

/**
 * The old name of {@link LibraryDriver}, which clashes with {@code java.sql.Driver}.
 *
 * @deprecated since 1.1; implement {@link LibraryDriver}
 */
@Deprecated(since = "1.1")
public interface Driver extends LibraryDriver {}
