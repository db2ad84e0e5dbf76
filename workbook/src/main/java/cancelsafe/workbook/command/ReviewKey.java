package cancelsafe.workbook.command;

/** What a reader presses in a review. */
enum ReviewKey {
    YES,
    NO,
    QUIT,
    OTHER
}
