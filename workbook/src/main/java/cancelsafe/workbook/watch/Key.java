package cancelsafe.workbook.watch;

import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** What a key asks for. */
enum Key {
    NEXT,
    PREVIOUS,
    HINT,
    MORE,
    BREAK,
    TASK,
    STOP,
    LIST,
    OPEN,
    SOLUTION,
    RESET,
    PAGE,
    QUIT,
    UP,
    DOWN,
    ENTER,
    PAGE_UP,
    PAGE_DOWN,
    OTHER;

    /** The keys of {@code terminal}, by what they ask for. */
    static KeyMap<Key> bindings(Terminal terminal) {
        KeyMap<Key> keys = new KeyMap<>();
        keys.setNomatch(OTHER);
        keys.setUnicode(OTHER);
        keys.bind(NEXT, "n", KeyMap.key(terminal, Capability.key_right));
        keys.bind(PREVIOUS, "p", KeyMap.key(terminal, Capability.key_left));
        keys.bind(HINT, "h");
        keys.bind(MORE, "m");
        keys.bind(BREAK, "b");
        keys.bind(TASK, "t");
        keys.bind(STOP, KeyMap.esc());
        keys.bind(LIST, "l");
        keys.bind(OPEN, "o");
        keys.bind(SOLUTION, "s");
        keys.bind(RESET, "r");
        keys.bind(PAGE, "w");
        keys.bind(QUIT, "q", KeyMap.ctrl('C'), KeyMap.ctrl('D'));
        keys.bind(UP, "k", KeyMap.key(terminal, Capability.key_up));
        keys.bind(DOWN, "j", KeyMap.key(terminal, Capability.key_down));
        keys.bind(ENTER, "\r", "\n");
        keys.bind(PAGE_UP, KeyMap.key(terminal, Capability.key_ppage));
        keys.bind(PAGE_DOWN, " ", KeyMap.key(terminal, Capability.key_npage));
        return keys;
    }
}
