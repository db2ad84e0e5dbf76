package cancelsafe.lab.explore;

import cancelsafe.lab.story.Story;

import org.jspecify.annotations.Nullable;

/**
 * What an exploration came to.
 *
 * @param story what the lab saw
 * @param failure what a test library is to be told, with the story in words; null if every promise
 *     was kept
 */
public record Report(Story story, @Nullable AssertionError failure) {
    /**
     * Passes if every promise was kept.
     *
     * @throws AssertionError the failure otherwise
     */
    public void mustHold() {
        if (failure != null) {
            throw failure;
        }
    }
}
