package cancelsafe.lab.agent;

import cancelsafe.lab.jdk25.Jdk25;
import cancelsafe.lab.weave.LibraryLoader;
import cancelsafe.lab.weave.Weaver;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.regex.Pattern;

/**
 * Makes a virtual machine ready for the lab: weaves what is loaded, and controls the JDK's clock.
 */
public final class Agent {
    private static final System.Logger LOG = System.getLogger("cancelsafe.lab");
    private static boolean installed;

    private Agent() {}

    /**
     * Makes this virtual machine ready; a second call does nothing. Classes that are loaded from
     * now on are woven if their {@link WovenLoader loader}, their origin or their {@link
     * ProjectPackages package} says so.
     *
     * @throws IllegalStateException if this machine cannot be attached to, is not a JDK 25, or if
     *     the lab does not work in it
     */
    public static void install() {
        install(null);
    }

    /**
     * As {@link #install}; classes of the first jar of the class path are woven as well. A script
     * that JBang runs is in there.
     */
    static void installForScript() {
        String classPath = System.getProperty("java.class.path");
        String first = classPath.split(Pattern.quote(File.pathSeparator), 2)[0];
        install(first.endsWith(".jar") ? "file:" + Path.of(first).toUri().getRawPath() : null);
    }

    private static synchronized void install(@Nullable String script) {
        if (installed) {
            return;
        }
        if (!Stub.isRightMachine()) {
            throw new IllegalStateException(Stub.wrongMachine());
        }
        Instrumentation instrumentation = Attach.instrumentation();
        Jdk25.install(instrumentation, new ForwardingListener());
        instrumentation.addTransformer(new Transformer(script));
        if (System.getProperty("cancelsafe.lab.selftest", "on").equals("on")) {
            SelfTest.run(); // loads much of the lab, which a tool that changes the lab cannot have
        }
        installed = true;
    }

    private static final class Transformer implements ClassFileTransformer {
        /** What no virtual machine loads. */
        private static final byte[] NO_CLASS = {};

        private final @Nullable String script;
        private final ProjectPackages project = new ProjectPackages(System.getProperty(Stub.WEAVE));
        private final Map<ClassLoader, Weaver> weavers =
                Collections.synchronizedMap(new WeakHashMap<>());

        Transformer(@Nullable String script) {
            this.script = script;
        }

        @Override
        @SuppressWarnings("NullAway") // null means: leave the class as it is
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            if (loader == null
                    || name == null
                    || redefined != null
                    || name.startsWith("cancelsafe/lab/")
                    || loader instanceof LibraryLoader // it weaves by itself
                    || !(isOurs(loader, domain, name) || name.equals(SelfTest.PROBE))) {
                return null;
            }
            try {
                Weaver weaver = weavers.computeIfAbsent(loader, this::weaver);
                return weaver.isWoven(name) ? weaver.weaveOrRefuse(bytes) : null;
            } catch (RuntimeException | Error e) {
                // The virtual machine would load the class as it is, and say nothing.
                LOG.log(System.Logger.Level.ERROR, "cannot weave " + name.replace('/', '.'), e);
                return NO_CLASS;
            }
        }

        private Weaver weaver(ClassLoader loader) {
            return new Weaver(loader, name -> isOurs(loader, name));
        }

        /** Whether a class will be woven, before it is loaded: judged by where its file lies. */
        private boolean isOurs(ClassLoader loader, String name) {
            String resource = name + ".class";
            if (loader instanceof WovenLoader) {
                ClassLoader parent = loader.getParent();
                return loader.getResource(resource) != null
                        && (parent == null || parent.getResource(resource) == null);
            }
            URL url = loader.getResource(resource);
            return url != null
                    && (url.getProtocol().equals("file")
                            || project.contains(name)
                            || name.equals(SelfTest.PROBE)
                            || (script != null
                                    && url.toString().startsWith("jar:" + script + "!/")));
        }

        private boolean isOurs(ClassLoader loader, @Nullable ProtectionDomain domain, String name) {
            if (loader instanceof WovenLoader) {
                return true;
            }
            CodeSource source = domain == null ? null : domain.getCodeSource();
            URL location = source == null ? null : source.getLocation();
            if (location == null) {
                return false;
            }
            if (location.getProtocol().equals("file") && location.getPath().endsWith("/")) {
                project.addFolderClass(name);
                return true;
            }
            return project.contains(name) || (script != null && location.toString().equals(script));
        }
    }
}
