import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import java.util.function.Supplier;

/** The cache of Caffeine. */
public final class CaffeineLoad extends SharedLoad {
    private final Cache<String, String> cache = Caffeine.newBuilder().build();

    @Override
    protected String get(Supplier<String> loader) {
        return cache.get("key", key -> loader.get());
    }
}
