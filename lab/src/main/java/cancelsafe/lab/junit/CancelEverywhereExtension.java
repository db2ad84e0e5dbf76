package cancelsafe.lab.junit;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.explore.Exploration;
import cancelsafe.lab.explore.Report;
import cancelsafe.lab.story.StoryJson;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

import java.lang.reflect.Method;
import java.util.List;

/** Runs the method of a {@link CancelEverywhere} test once for each attempt. */
final class CancelEverywhereExtension implements InvocationInterceptor, ParameterResolver {
    /** Configuration parameter: with {@code true} each test reports its story. */
    private static final String STORIES = "cancelsafe.lab.stories";

    /** Key of the report entry that holds the story as JSON. */
    private static final String STORY = "cancelsafe.story";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Attempt.class;
    }

    /** JUnit's own call is skipped, see {@link #interceptTestMethod}: nobody sees this. */
    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext context)
            throws Throwable {
        invocation.skip();
        Class<?> testClass = context.getRequiredTestClass();
        Method method = call.getExecutable();
        if (method.getParameterCount() == 0) {
            throw new IllegalStateException(method.getName() + " needs one parameter, the Attempt");
        }
        List<Object> first = context.getRequiredTestInstances().getAllInstances();
        FreshInstances fresh = new FreshInstances(first);
        int[] attempts = new int[1];
        Report report =
                new Exploration(
                                method.getName(),
                                testClass,
                                attempt -> {
                                    if (attempts[0]++ == 0) {
                                        FreshInstances.invoke(method, first.getLast(), attempt);
                                    } else {
                                        fresh.call(method, attempt, attempts[0]);
                                    }
                                })
                        .explore();
        if (context.getConfigurationParameter(STORIES).map(Boolean::valueOf).orElse(false)) {
            context.publishReportEntry(STORY, StoryJson.write(report.story()));
        }
        report.mustHold();
    }
}
