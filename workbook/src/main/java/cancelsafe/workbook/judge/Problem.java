package cancelsafe.workbook.judge;

/**
 * What the compiler says of a place in an answer.
 *
 * @param file as a person would name it
 * @param line from 1; 0 where no line is meant
 * @param column from 1; 0 where no column is meant
 */
public record Problem(String file, long line, long column, String message) {}
