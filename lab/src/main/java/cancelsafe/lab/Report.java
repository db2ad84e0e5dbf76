package cancelsafe.lab;

import org.jspecify.annotations.Nullable;

/**
 * What an exploration came to.
 *
 * @param story what the lab saw
 * @param sourceClass internal name of a class in the story's source file, empty if there is none
 * @param firstFailure what ended the test method in the first attempt that failed, null if nothing
 *     did
 */
record Report(Story story, String sourceClass, @Nullable Throwable firstFailure) {
    boolean held() {
        return story.runs().stream().allMatch(Story.Run::kept);
    }
}
