package cancelsafe.lab.weave;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Loads once more what another loader sees, all but the JDK and the lab, and weaves the classes of
 * one library on the way. Drivers, bindings and whatever else the library finds by itself are
 * loaded here, too, so that all of them meet the woven classes.
 */
public final class LibraryLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();
    private static final String LAB = "cancelsafe.lab.";

    private final List<String> prefixes;
    private final LibraryWeaver weaver;
    private final AtomicInteger woven = new AtomicInteger();
    private final List<String> notWoven = Collections.synchronizedList(new ArrayList<>());

    /**
     * A loader with nothing loaded.
     *
     * @param parent where the bytes and the resources come from
     * @param prefixes how the binary names of the library's classes begin, for example {@code
     *     ch.qos.}
     */
    public LibraryLoader(ClassLoader parent, List<String> prefixes) {
        super("library", parent);
        this.prefixes = List.copyOf(prefixes);
        weaver = new LibraryWeaver(parent, name -> isLibrary(name.replace('/', '.')));
    }

    /** Whether the class with this binary name belongs to the library. */
    public boolean isLibrary(String className) {
        return prefixes.stream().anyMatch(className::startsWith);
    }

    /** How many classes have been woven so far. */
    public int woven() {
        return woven.get();
    }

    /** The classes of the library that could not be woven, each with the reason. */
    public List<String> notWoven() {
        return List.copyOf(notWoven);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(LAB) && !isLibrary(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? load(name) : known;
        }
    }

    private Class<?> load(String name) throws ClassNotFoundException {
        try {
            return JDK.loadClass(name);
        } catch (ClassNotFoundException e) {
            return findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        URL url = getParent().getResource(name.replace('.', '/') + ".class");
        if (url == null) {
            throw new ClassNotFoundException(name);
        }
        if (url.getProtocol().equals("jrt")) {
            return getParent().loadClass(name);
        }
        try (InputStream in = url.openStream()) {
            byte[] bytes = in.readAllBytes();
            if (isLibrary(name)) {
                bytes = woven(name, bytes);
            }
            CodeSource source = new CodeSource(origin(url, name), (Certificate[]) null);
            return defineClass(
                    name, bytes, 0, bytes.length, new ProtectionDomain(source, null, this, null));
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] woven(String name, byte[] bytes) {
        try {
            byte[] result = weaver.weave(bytes);
            woven.incrementAndGet();
            return result;
        } catch (RuntimeException e) {
            notWoven.add(name + " (" + e.getMessage() + ")");
            return bytes;
        }
    }

    /** The jar or the folder. */
    private static URL origin(URL url, String name) throws IOException {
        if (url.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFileURL();
        }
        String text = url.toString();
        try {
            return URI.create(text.substring(0, text.length() - name.length() - ".class".length()))
                    .toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            return url;
        }
    }
}
