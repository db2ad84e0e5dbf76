package cancelsafe.workbook.worker;

import cancelsafe.lab.agent.WovenLoader;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Loads an answer, its test, and what katas are given; all of it is woven, and seen by nobody. The
 * test and what is given come first: an answer replaces nothing.
 */
final class AnswerClassLoader extends URLClassLoader implements WovenLoader {
    private final Map<String, byte[]> answer;

    AnswerClassLoader(Map<String, byte[]> answer, List<String> libraries) {
        super(libraries.stream().map(AnswerClassLoader::url).toArray(URL[]::new));
        this.answer = answer;
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = answer.get(name);
        return bytes == null || isInLibraries(name)
                ? super.findClass(name)
                : defineClass(name, bytes, 0, bytes.length);
    }

    private boolean isInLibraries(String className) {
        return super.findResource(className.replace('.', '/') + ".class") != null;
    }

    @Override
    public @Nullable URL findResource(String name) {
        URL inLibraries = super.findResource(name);
        if (inLibraries != null || !name.endsWith(".class")) {
            return inLibraries;
        }
        byte[] bytes = answer.get(name.substring(0, name.length() - 6).replace('/', '.'));
        return bytes == null ? null : url(name, bytes);
    }

    private static URL url(String name, byte[] bytes) {
        try {
            return URL.of(URI.create("answer:/" + name.replace("$", "%24")), new Handler(bytes));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private static final class Handler extends URLStreamHandler {
        private final byte[] bytes;

        Handler(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() throws IOException {
                    return new ByteArrayInputStream(bytes);
                }
            };
        }
    }
}
