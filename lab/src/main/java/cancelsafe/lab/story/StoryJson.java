package cancelsafe.lab.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Stories as JSON; those of older schemas are read as far as they go. */
public final class StoryJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = MAPPER.writerFor(Story.class);
    private static final ObjectReader READER = MAPPER.readerFor(Story.class);

    private StoryJson() {}

    /** The story in one line. */
    public static String write(Story story) {
        try {
            return WRITER.writeValueAsString(story);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The story that {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the text is not such a story, saying where
     */
    public static Story read(String json) {
        try {
            Story story = READER.readValue(json);
            if (story.schema() < Story.OLDEST || story.schema() > Story.SCHEMA) {
                throw new IllegalArgumentException(
                        "a story of schema %d; this lab reads %d to %d"
                                .formatted(story.schema(), Story.OLDEST, Story.SCHEMA));
            }
            return story;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a story: " + e.getOriginalMessage(), e);
        }
    }
}
