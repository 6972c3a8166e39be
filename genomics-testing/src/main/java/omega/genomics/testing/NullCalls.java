package omega.genomics.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls every public constructor and method of a module with null for each of its parameters in turn. A parameter that is not
 * {@code @Nullable} must be refused with a {@link NullPointerException} whose message names it.
 *
 * <p>Objects to call methods on are found by calling factories, constructors and accessors with what is there already, beginning
 * with the samples of the test.
 */
public final class NullCalls {
    private static final int ROUNDS = 6;
    private static final int KEPT = 3;

    private final List<Class<?>> types = new ArrayList<>();
    private final Map<Class<?>, List<Object>> pool = new HashMap<>();
    private final Map<Class<?>, Callable<?>> fresh = new HashMap<>();
    private final Set<Class<?>> hot = new HashSet<>();
    private final Predicate<Executable> isCalled;

    private NullCalls(Predicate<Executable> isCalled) {
        this.isCalled = isCalled;
    }

    /**
     * Finds the public types of a module.
     *
     * @param classes its compiled classes
     * @param isExported tells whether a package is for users
     * @param isCalled leaves out what must not be called
     * @return without any objects
     */
    public static NullCalls of(Path classes, Predicate<String> isExported, Predicate<Executable> isCalled)
            throws IOException, ClassNotFoundException {
        NullCalls calls = new NullCalls(isCalled);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(classes)) {
            files = walk.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.toString().endsWith("-info.class"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String name = classes.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
            if (isExported.test(name.substring(0, Math.max(0, name.lastIndexOf('.'))))) {
                Class<?> type = Class.forName(name, false, NullCalls.class.getClassLoader());
                if (isPublic(type)) {
                    calls.types.add(type);
                }
            }
        }
        return calls;
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && (outer == null || isPublic(outer));
    }

    /** Adds an object to call methods on, and to give to others. */
    public NullCalls with(Object sample) {
        add(sample);
        return this;
    }

    /** Adds what makes an object for each call: a reader, whose methods use it up. */
    public <T> NullCalls withFresh(Class<T> type, Callable<T> maker) {
        fresh.put(type, maker);
        return this;
    }

    /**
     * Names classes whose methods are called for each record or row. They need not check: any {@link NullPointerException} will do,
     * since the JVM's own says what was null, but for code that was compiled after many calls.
     */
    public NullCalls hot(Class<?>... classes) {
        hot.addAll(List.of(classes));
        return this;
    }

    private static Object fresh(Callable<?> maker) {
        try {
            return maker.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a value for parameters of a type that it is not recognised by, such as text. */
    public NullCalls with(Class<?> type, Object sample) {
        pool.computeIfAbsent(type, key -> new ArrayList<>()).add(0, sample);
        return this;
    }

    /** Returns the types of which no object was found, though they have methods with parameters. */
    public Set<String> untried() {
        Set<String> untried = new TreeSet<>();
        for (Class<?> type : types) {
            boolean needsOne = methods(type).stream()
                    .anyMatch(method -> !Modifier.isStatic(method.getModifiers())
                            && !Modifier.isAbstract(method.getModifiers())
                            && Arrays.stream(method.getParameters()).anyMatch(NullCalls::isRefused));
            if (needsOne
                    && !fresh.containsKey(type)
                    && pool.getOrDefault(type, List.of()).isEmpty()) {
                untried.add(type.getName());
            }
        }
        return untried;
    }

    /** Looks for objects. */
    public NullCalls explore() {
        for (int round = 0; round < ROUNDS; round++) {
            for (Class<?> type : types) {
                if (type.isEnum()) {
                    add(type.getEnumConstants()[0]);
                }
                for (Executable each : executables(type)) {
                    explore(type, each);
                }
                for (Field field : type.getFields()) {
                    // constants of a superclass that is not public cannot be read from here
                    if (Modifier.isStatic(field.getModifiers())
                            && Modifier.isPublic(field.getDeclaringClass().getModifiers())) {
                        add(constant(field));
                    }
                }
            }
        }
        return this;
    }

    private static Object constant(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void explore(Class<?> type, Executable each) {
        boolean isMaker = each instanceof Constructor<?>
                || (each instanceof Method method
                        && (isWanted(method.getReturnType()) || Optional.class == method.getReturnType()));
        if (!isMaker || !isCalled.test(each)) {
            return;
        }
        for (Object on : targets(type, each)) {
            try {
                Object made = call(each, on, arguments(each, -1));
                add(made instanceof Optional<?> optional ? optional.orElse(null) : made);
            } catch (InvocationTargetException | Missing e) {
                // another round may have better arguments
            }
        }
    }

    private boolean isWanted(Class<?> type) {
        return types.contains(type)
                && !fresh.containsKey(type)
                && pool.getOrDefault(type, List.of()).size() < KEPT;
    }

    /** Nothing to call a method on, or to give it. */
    private static final class Missing extends Exception {
        private static final long serialVersionUID = 1;
    }

    private void add(@Nullable Object made) {
        if (made == null) {
            return;
        }
        for (Class<?> type : types) {
            if (type.isInstance(made)) {
                List<Object> known = pool.computeIfAbsent(type, key -> new ArrayList<>());
                if (known.size() < KEPT && !known.contains(made)) {
                    known.add(made);
                }
            }
        }
    }

    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method ->
                        Modifier.isPublic(method.getModifiers()) && !method.isSynthetic() && !method.isBridge())
                .filter(method -> !(method.getName().equals("equals") && method.getParameterCount() == 1))
                .filter(method -> !(type.isEnum() && method.getName().equals("valueOf")))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    private static List<Executable> executables(Class<?> type) {
        List<Executable> all = new ArrayList<>(methods(type));
        if (!Modifier.isAbstract(type.getModifiers())) {
            all.addAll(List.of(type.getConstructors()));
        }
        return all;
    }

    private List<?> targets(Class<?> type, Executable each) {
        if (each instanceof Constructor<?> || Modifier.isStatic(each.getModifiers())) {
            return List.of("");
        }
        Callable<?> maker = fresh.get(type);
        return maker != null ? List.of(fresh(maker)) : List.copyOf(pool.getOrDefault(type, List.of()));
    }

    private static boolean isRefused(Parameter parameter) {
        return !parameter.getType().isPrimitive()
                && !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /**
     * Makes the calls.
     *
     * @return by method and parameter, what happened other than a refusal that names it
     */
    public Map<String, String> bare() {
        Map<String, String> bare = new TreeMap<>();
        for (Class<?> type : types) {
            for (Executable each : executables(type)) {
                Parameter[] parameters = each.getParameters();
                for (int i = 0; i < parameters.length && isCalled.test(each); i++) {
                    if (isRefused(parameters[i])) {
                        call(type, each, i, bare);
                    }
                }
            }
        }
        return bare;
    }

    private void call(Class<?> type, Executable each, int place, Map<String, String> bare) {
        String name = each.getParameters()[place].getName();
        for (Object on : targets(type, each)) {
            String outcome;
            try {
                call(each, on, arguments(each, place));
                outcome = "accepted";
            } catch (Missing e) {
                outcome = "no arguments found";
            } catch (InvocationTargetException e) {
                Throwable thrown = e.getCause();
                outcome = thrown instanceof NullPointerException
                                && (hot.contains(type) || name.equals(thrown.getMessage()))
                        ? ""
                        : String.valueOf(thrown);
            }
            if (!outcome.isEmpty()) {
                bare.put(name(each) + " " + name, outcome);
                return;
            }
        }
    }

    private static String name(Executable each) {
        return each.getDeclaringClass().getName() + "."
                + (each instanceof Method ? each.getName() : "new")
                + Arrays.stream(each.getParameters())
                        .map(parameter -> parameter.getType().getSimpleName() + " " + parameter.getName())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static @Nullable Object call(Executable each, Object on, @Nullable Object[] arguments)
            throws InvocationTargetException, Missing {
        try {
            each.setAccessible(true);
            return each instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) each).invoke(on, arguments);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(each.toString(), e);
        }
    }

    private @Nullable Object[] arguments(Executable each, int withoutPlace) throws Missing {
        Class<?>[] wanted = each.getParameterTypes();
        @Nullable Object[] arguments = new Object[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            arguments[i] = i == withoutPlace ? null : sample(wanted[i]);
        }
        return arguments;
    }

    private Object sample(Class<?> type) throws Missing {
        Callable<?> maker = fresh.get(type);
        if (maker != null) {
            return fresh(maker);
        }
        List<Object> known = pool.getOrDefault(type, List.of());
        if (!known.isEmpty()) {
            return known.get(0);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, sample(type.getComponentType()));
            return array;
        }
        Object simple = SIMPLE.get(type);
        if (simple != null) {
            return simple;
        }
        if (type == InputStream.class) {
            return new ByteArrayInputStream(new byte[0]);
        }
        if (type == OutputStream.class) {
            return new ByteArrayOutputStream();
        }
        if (type == Iterator.class) {
            return List.of().iterator();
        }
        if (type == Stream.class) {
            return Stream.empty();
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type.isInterface() && !type.isSealed()) {
            return proxy(type);
        }
        throw new Missing();
    }

    private static final Map<Class<?>, Object> SIMPLE = Map.ofEntries(
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(double.class, 0.5),
            Map.entry(float.class, 0.5f),
            Map.entry(boolean.class, true),
            Map.entry(byte.class, (byte) 'A'),
            Map.entry(short.class, (short) 1),
            Map.entry(char.class, 'A'),
            Map.entry(String.class, "1"),
            Map.entry(CharSequence.class, "1"),
            Map.entry(Object.class, "1"),
            Map.entry(Integer.class, 1),
            Map.entry(Long.class, 1L),
            Map.entry(Double.class, 0.5),
            Map.entry(Boolean.class, true),
            Map.entry(Throwable.class, new IllegalStateException("1")),
            Map.entry(OptionalInt.class, OptionalInt.empty()),
            Map.entry(OptionalLong.class, OptionalLong.empty()),
            Map.entry(OptionalDouble.class, OptionalDouble.empty()),
            Map.entry(Instant.class, Instant.EPOCH),
            Map.entry(Duration.class, Duration.ofSeconds(1)),
            Map.entry(List.class, List.of()),
            Map.entry(Set.class, Set.of()),
            Map.entry(Collection.class, List.of()),
            Map.entry(Iterable.class, List.of()),
            Map.entry(Map.class, Map.of()));

    /** Answers with defaults; what may throw an SQLException does. */
    private static Object proxy(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return Proxy.newProxyInstance(
                loader == null ? NullCalls.class.getClassLoader() : loader,
                new Class<?>[] {type},
                (self, method, arguments) -> answer(type, self, method, arguments));
    }

    private static @Nullable Object answer(
            Class<?> type, Object self, Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        if (List.of(method.getExceptionTypes()).contains(SQLException.class)) {
            throw new SQLException("there is no server");
        }
        return switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> arguments != null && self == arguments[0];
            case "toString" -> "a " + type.getSimpleName();
            default -> SIMPLE.get(method.getReturnType());
        };
    }
}
