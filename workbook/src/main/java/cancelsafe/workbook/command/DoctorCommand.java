package cancelsafe.workbook.command;

import cancelsafe.workbook.process.Processes;
import cancelsafe.workbook.screen.Ink;
import cancelsafe.workbook.serve.PageServer;
import cancelsafe.workbook.watch.Editor;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

@Command(
        name = "doctor",
        description = "Shows what this machine has, what it lacks, and how to get what is missing.")
final class DoctorCommand implements Callable<Integer> {
    private final Desk desk;
    private boolean lacking;

    DoctorCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        found("JDK", Runtime.version() + ", " + System.getProperty("java.home"));
        Path maven = Processes.onPath("mvn");
        if (maven == null) {
            lacks("Maven", "install it with your package manager, for example apt install maven");
        } else {
            found("Maven", maven.toString());
        }
        jbang();
        editor();
        found(
                "terminal",
                (desk.isTerminal()
                                ? Objects.requireNonNullElse(
                                        System.getenv("TERM"), "TERM is not set")
                                : "none: kata prints one verdict and ends")
                        + (desk.colour() ? ", in colour" : ", without colour"));
        port();
        state();
        return lacking ? Exit.MACHINE_LACKS : Exit.RIGHT;
    }

    private void jbang() {
        try {
            found("JBang", desk.jbang().origin());
        } catch (Lacking e) {
            lacks("JBang", Objects.requireNonNull(e.getMessage()));
        }
    }

    private void editor() {
        String editor = Editor.program();
        if (editor != null) {
            found("editor", editor);
        } else {
            note(
                    "editor",
                    "none: set VISUAL or EDITOR, or put code (VS Code) or idea (IntelliJ) on the"
                            + " PATH");
        }
    }

    private void port() {
        try (ServerSocket socket =
                new ServerSocket(PageServer.USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
            found("port", socket.getLocalPort() + " is free for the pages");
        } catch (IOException e) {
            note("port", PageServer.USUAL_PORT + " is taken; the next free one will be used");
        }
    }

    private void state() {
        Path folder = desk.progress(desk.book()).folder();
        try {
            Files.createDirectories(folder);
            found("progress", "kept in " + folder);
        } catch (IOException e) {
            lacks("progress", folder + " cannot be created: " + e.getMessage());
        }
    }

    private void found(String what, String text) {
        row(Ink.KEPT, "v", what, text);
    }

    private void note(String what, String text) {
        row(Ink.DIM, "-", what, text);
    }

    private void lacks(String what, String text) {
        lacking = true;
        row(Ink.CANCEL, "x", what, text);
    }

    private void row(Ink ink, String mark, String what, String text) {
        desk.print(
                Ink.line(
                        ink.of(" " + mark + " "),
                        Ink.STRONG.of("%-10s".formatted(what)),
                        Ink.PLAIN.of(text)));
    }
}
