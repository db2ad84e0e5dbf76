package cancelsafe.workbook.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The terminal of the watch mode: its keys as events, its rows, and how it is left. */
final class Screen implements AutoCloseable {
    private static final List<Capability> FAREWELL =
            List.of(Capability.cursor_normal, Capability.keypad_local, Capability.exit_ca_mode);

    private final Terminal terminal;
    private final boolean colour;
    private final Consumer<Event> listener;
    private final Attributes usual;
    private final Display display;
    private final Thread atExit = new Thread(this::leaveAtOnce);
    private final Thread reading;
    private final ReentrantLock drawing = new ReentrantLock();

    /**
     * Takes the terminal over, which the caller closes later.
     *
     * @param listener told of keys and of a new size
     */
    Screen(Terminal terminal, boolean colour, Consumer<Event> listener) {
        this.terminal = terminal;
        this.colour = colour;
        this.listener = listener;
        usual = terminal.enterRawMode();
        display = new Display(terminal, true);
        Runtime.getRuntime().addShutdownHook(atExit);
        enter();
        reading = Thread.ofPlatform().daemon().start(this::read);
    }

    private void enter() {
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        terminal.handle(Terminal.Signal.WINCH, _ -> listener.accept(new Event.Resized()));
        terminal.handle(Terminal.Signal.INT, _ -> listener.accept(new Event.Pressed(Key.QUIT)));
    }

    private void leave() {
        FAREWELL.forEach(each -> terminal.puts(each));
        terminal.flush();
        terminal.setAttributes(usual);
    }

    /** Leaves the terminal as it was. */
    @Override
    public void close() {
        reading.interrupt();
        leave();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /**
     * Leaves when a signal ends this virtual machine. The terminal's own hook restores its settings
     * and closes it meanwhile, so this goes past it to where it writes.
     */
    private void leaveAtOnce() {
        StringWriter farewell = new StringWriter();
        for (Capability each : FAREWELL) {
            Curses.tputs(farewell, terminal.getStringCapability(each));
        }
        drawing.lock(); // and keeps it: nothing is drawn any more
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(farewell.toString().getBytes(UTF_8));
        } catch (IOException _) {
            // the terminal is gone
        }
    }

    /** Draws the state; returns it as it was drawn, scrolled no further than there are rows. */
    WatchState draw(WatchState state) throws IOException {
        int width = terminal.getWidth() > 0 ? terminal.getWidth() : 80;
        int height = terminal.getHeight() > 0 ? terminal.getHeight() : 24;
        display.resize(height, width);
        List<AttributedString> rows = new ArrayList<>(); // the display adds to it
        View.Picture picture = View.of(state, width, height);
        for (AttributedString row : picture.rows()) {
            rows.add(colour ? row : new AttributedString(row.toString()));
        }
        drawing.lock();
        try {
            display.update(rows, 0);
        } finally {
            drawing.unlock();
        }
        return state.with(state.panel().scrollTo(picture.scroll()));
    }

    /** Draws everything anew next time. */
    void clear() {
        display.clear();
    }

    /** What the terminal is given to, such as an editor. */
    @FunctionalInterface
    interface Lent {
        /** Runs it to its end; returns what the reader is to be told. */
        String run() throws InterruptedException;
    }

    /** Gives the terminal to {@code other} until that has ended. */
    String lend(Lent other) throws InterruptedException {
        leave();
        terminal.pause();
        try {
            return other.run();
        } finally {
            terminal.resume();
            terminal.enterRawMode();
            enter();
            clear();
        }
    }

    private void read() {
        BindingReader reader = new BindingReader(terminal.reader());
        KeyMap<Key> keys = Key.bindings(terminal);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Key key = reader.readBinding(keys);
                listener.accept(new Event.Pressed(key == null ? Key.QUIT : key));
                if (key == null) {
                    return;
                }
            }
        } catch (IOError | RuntimeException _) {
            listener.accept(new Event.Pressed(Key.QUIT)); // the terminal is gone
        }
    }
}
