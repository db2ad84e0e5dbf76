import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** The cache of Guava. */
public final class GuavaLoad extends SharedLoad {
    private final Cache<String, String> cache = CacheBuilder.newBuilder().build();

    @Override
    protected String get(Supplier<String> loader) {
        try {
            return cache.get("key", loader::get);
        } catch (ExecutionException e) {
            throw new UncheckedExecutionException(e);
        }
    }
}
