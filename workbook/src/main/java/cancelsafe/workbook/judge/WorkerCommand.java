package cancelsafe.workbook.judge;

import cancelsafe.workbook.worker.WorkerFolder;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a worker's virtual machine is started. It inherits neither the environment nor the files of
 * the judge; what an answer could find there would be the reader's, or the course's.
 *
 * @param user whose rights it has
 * @param folder where it runs
 * @param options those of this start alone
 * @param main the class to start
 */
record WorkerCommand(
        Installation installation,
        WorkerUser user,
        WorkerFolder folder,
        List<String> options,
        Class<?> main) {
    /** What an answer may use, with all that it runs in. */
    static final int MEMORY_MEGABYTES = 512;

    /** What its classes may use, with those that it runs in: they need about 60. */
    static final int CLASS_MEGABYTES = 256;

    /** What a Windows process cannot do without. */
    private static final List<String> KEPT = List.of("SystemRoot", "SystemDrive", "windir");

    /** Where the characters of paths are said, the one that counts first. */
    private static final List<String> LOCALES = List.of("LC_ALL", "LC_CTYPE", "LANG");

    Process start() throws IOException {
        Path path = folder.path();
        user.give(path);
        ProcessBuilder builder =
                new ProcessBuilder(user.running(line()))
                        .directory(path.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> inherited = System.getenv();
        Map<String, String> environment = builder.environment();
        environment.clear();
        for (String name : KEPT) {
            Optional.ofNullable(inherited.get(name)).ifPresent(v -> environment.put(name, v));
        }
        environment.put("LC_ALL", locale(inherited));
        environment.put("TMP", path.toString());
        environment.put("TEMP", path.toString());
        return builder.start();
    }

    /** One in which every path can be named: that of the user, or one that every system has. */
    static String locale(Map<String, String> environment) {
        return LOCALES.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .filter(value -> value.toLowerCase(java.util.Locale.ROOT).matches(".*utf-?8.*"))
                .orElse("C.UTF-8");
    }

    private List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(installation.java().toString());
        line.addAll(options);
        line.addAll(
                List.of(
                        "-Xlog:disable",
                        "--enable-preview",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx" + MEMORY_MEGABYTES + "m",
                        "-XX:MaxMetaspaceSize=" + CLASS_MEGABYTES + "m",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:+DisplayVMOutputToStderr",
                        "-Djava.io.tmpdir=" + folder.path(),
                        "--illegal-native-access=deny",
                        "-Djdk.trackAllThreads=false"));
        line.addAll(agent());
        line.add("-cp");
        line.add(
                installation.machinery().stream()
                        .map(p -> p.toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)));
        line.add(main.getName());
        return line;
    }

    /** The lab as an agent; where it is no jar, it attaches itself. */
    private List<String> agent() {
        return installation.machinery().stream()
                .filter(p -> String.valueOf(p.getFileName()).matches("lab-.*\\.jar"))
                .findFirst()
                .map(lab -> List.of("-javaagent:" + lab.toAbsolutePath()))
                .orElse(
                        List.of(
                                "-XX:+EnableDynamicAgentLoading",
                                "-Djdk.attach.allowAttachSelf=true"));
    }
}
