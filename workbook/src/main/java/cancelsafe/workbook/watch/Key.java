package cancelsafe.workbook.watch;

/** What a key asks for. */
enum Key {
    NEXT,
    PREVIOUS,
    HINT,
    MORE,
    BREAK,
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
    OTHER
}
