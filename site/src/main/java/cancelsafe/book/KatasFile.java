package cancelsafe.book;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a chapter's {@code katas.yaml}. */
final class KatasFile {
    private static final ObjectReader READER =
            YAMLMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readerFor(new TypeReference<List<Entry>>() {});

    private final Path root;
    private final String chapter;
    private final Path file;

    private KatasFile(Path root, String chapter) {
        this.root = root;
        this.chapter = chapter;
        this.file = root.resolve("chapters").resolve(chapter).resolve("katas.yaml");
    }

    /** An entry as it stands in the file: what is missing is null. */
    private record Entry(
            @Nullable String id,
            @Nullable String number,
            @Nullable Kind kind,
            int difficulty,
            @Nullable String title,
            @Nullable String task,
            @Nullable String invariant,
            @Nullable List<String> hints,
            @Nullable LinkedHashMap<String, Wrong> wrong,
            @Nullable LinkedHashMap<String, String> right,
            @Nullable String solved,
            @Nullable List<String> covers,
            @Nullable List<String> aliases) {}

    /**
     * The katas of a chapter, in order; none if it has no such file.
     *
     * @param chapter name of its folder
     * @throws BookException if the file is not as it should be
     */
    static List<Kata> read(Path root, String chapter) {
        KatasFile file = new KatasFile(root, chapter);
        return Files.exists(file.file) ? file.katas() : List.of();
    }

    private List<Kata> katas() {
        try {
            List<Entry> entries = READER.readValue(Files.readString(file));
            List<Kata> katas = new ArrayList<>();
            for (Entry entry : entries) {
                katas.add(kata(entry));
            }
            return List.copyOf(katas);
        } catch (JsonProcessingException e) {
            throw new BookException(where(e.getLocation()) + ": " + what(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String where(@Nullable JsonLocation location) {
        String name = root.relativize(file).toString();
        return location == null ? name : name + ":" + location.getLineNr();
    }

    private static String what(JsonProcessingException e) {
        String path =
                e instanceof JsonMappingException m
                        ? m.getPath().stream()
                                .map(JsonMappingException.Reference::getFieldName)
                                .filter(n -> n != null)
                                .collect(Collectors.joining("."))
                        : "";
        return (path.isEmpty() ? "" : path + ": ")
                + e.getOriginalMessage().lines().findFirst().orElse("not readable");
    }

    private Kata kata(Entry e) {
        String id = given(e.id, "id", "the first entry without one");
        List<String> hints = given(e.hints, "hints", id);
        if (hints.size() != 3) {
            throw new BookException(
                    where(null) + ": " + id + " has " + hints.size() + " hints; give three");
        }
        return new Kata(
                id,
                given(e.number, "number", id),
                given(e.kind, "kind", id),
                e.difficulty,
                given(e.title, "title", id).strip(),
                given(e.task, "task", id).strip(),
                given(e.invariant, "invariant", id).strip(),
                hints.stream().map(String::strip).toList(),
                copy(e.wrong),
                copy(e.right),
                given(e.solved, "solved", id).strip(),
                e.covers == null ? List.of() : List.copyOf(e.covers),
                e.aliases == null ? List.of() : List.copyOf(e.aliases),
                chapter,
                packageOf(id),
                root);
    }

    private <T> T given(@Nullable T value, String field, String id) {
        if (value == null) {
            throw new BookException(where(null) + ": " + id + " has no " + field);
        }
        return value;
    }

    private static <T> Map<String, T> copy(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(map);
    }

    /** The one package under {@code exercises/start} that has a class of this name. */
    private String packageOf(String id) {
        Path starts = root.resolve("exercises/start");
        try (Stream<Path> packages = Files.list(starts)) {
            List<String> found =
                    packages.filter(p -> Files.exists(p.resolve(id + ".java")))
                            .map(p -> String.valueOf(p.getFileName()))
                            .toList();
            if (found.size() == 1) {
                return found.getFirst();
            }
            throw new BookException(
                    "%s: %s needs its start at exercises/start/<package>/%s.java; there %s"
                            .formatted(
                                    where(null),
                                    id,
                                    id,
                                    found.isEmpty() ? "is none" : "are several: " + found));
        } catch (IOException e) {
            throw new BookException(where(null) + ": there is no folder " + starts);
        }
    }
}
