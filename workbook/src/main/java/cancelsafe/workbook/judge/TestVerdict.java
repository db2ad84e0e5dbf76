package cancelsafe.workbook.judge;

import cancelsafe.lab.story.Story;

import org.jspecify.annotations.Nullable;

/**
 * What one test says of an answer.
 *
 * @param message why it failed; empty if it passed
 * @param story what the lab saw; null for a test without an attempt
 */
public record TestVerdict(String name, boolean passed, String message, @Nullable Story story) {}
