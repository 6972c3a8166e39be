package omega.genomics.testing;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which classes of a module refer to which, read from their class files.
 *
 * <p>A class refers to another one if its class file names it: as supertype, as type of a field, parameter or result, as owner of a
 * field or method that its code uses, in a cast or as a class constant. Generic arguments count where code casts to them. Nested
 * classes, lambdas and records inside a class count with its top-level class. The subclasses that a sealed class permits do not
 * count: naming them is the point of sealing.
 */
public final class ClassGraph {
    private static final Pattern OBJECT_TYPE = Pattern.compile("L([^;<]+)[;<]");
    private static final int STATIC = 0x0008;

    private final Map<String, Set<String>> references = new TreeMap<>();
    private final Map<String, Set<String>> fields = new TreeMap<>();

    private ClassGraph() {}

    /**
     * Reads the class files of a module.
     *
     * @param classes the folder of compiled classes, such as {@code target/classes}
     * @return the graph of all classes in it
     * @throws IOException if it cannot be read
     */
    public static ClassGraph of(Path classes) throws IOException {
        ClassGraph graph = new ClassGraph();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(classes)) {
            files = walk.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("module-info.class") && !file.endsWith("package-info.class"))
                    .toList();
        }
        for (Path file : files) {
            graph.add(new ClassFile(Files.readAllBytes(file)));
        }
        graph.keepOwn();
        return graph;
    }

    /**
     * Counts the source files of each room.
     *
     * @param sources the folder of sources, such as {@code src/main/java}
     * @return the number of classes by package, {@code package-info} not counted
     * @throws IOException if it cannot be read
     */
    public static Map<String, Integer> filesByRoom(Path sources) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(sources)) {
            walk.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java") && !file.endsWith("package-info.java"))
                    .map(file -> sources.relativize(file.getParent()).toString())
                    .forEach(room -> counts.merge(room, 1, Integer::sum));
        }
        return counts;
    }

    private void add(ClassFile file) {
        String top = top(file.name);
        Set<String> used = references.computeIfAbsent(top, key -> new TreeSet<>());
        file.uses.forEach(name -> used.add(top(name)));
        used.remove(top);
        Set<String> types = new TreeSet<>();
        file.fieldTypes.forEach(name -> types.add(top(name)));
        types.remove(top);
        fields.put(file.name, types);
    }

    private void keepOwn() {
        Set<String> own = references.keySet();
        references.values().forEach(used -> used.retainAll(own));
        fields.values().forEach(types -> types.retainAll(own));
    }

    private static String top(String name) {
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    /**
     * Returns what each class refers to.
     *
     * @return by the name of a top-level class, the top-level classes of the module that it refers to
     */
    public Map<String, Set<String>> references() {
        return Collections.unmodifiableMap(references);
    }

    /**
     * Returns the classes of the module that a class holds in fields that are not static.
     *
     * @return by the name of a class, nested ones apart; types that are generic arguments do not count
     */
    public Map<String, Set<String>> fieldTypes() {
        return Collections.unmodifiableMap(fields);
    }

    /**
     * Finds classes that refer to each other in a circle, however long: the strongly connected components (Tarjan 1972).
     *
     * @return each circle with all its classes, in order of the first one's name
     */
    public List<Set<String>> cycles() {
        List<Set<String>> cycles = new ArrayList<>(new Tarjan(references).components());
        cycles.removeIf(component -> component.size() < 2);
        cycles.sort((a, b) -> a.iterator().next().compareTo(b.iterator().next()));
        return cycles;
    }

    /**
     * Finds the same, with names below a package.
     *
     * @param root which all names begin with
     * @return the circles, each with the names of its classes without the root
     */
    public Set<Set<String>> cyclesBelow(String root) {
        return cycles().stream()
                .map(cycle -> cycle.stream()
                        .map(name -> name.substring(root.length() + 1))
                        .collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    /** Without recursion, as the graph may be deep. */
    private static final class Tarjan {
        private final Map<String, Set<String>> graph;
        private final Map<String, Integer> index = new HashMap<>();
        private final Map<String, Integer> low = new HashMap<>();
        private final Deque<String> stack = new ArrayDeque<>();
        private final Set<String> onStack = new HashSet<>();
        private final List<Set<String>> components = new ArrayList<>();

        Tarjan(Map<String, Set<String>> graph) {
            this.graph = graph;
        }

        Collection<Set<String>> components() {
            for (String start : graph.keySet()) {
                if (!index.containsKey(start)) {
                    visit(start);
                }
            }
            return components;
        }

        private record Frame(String name, Deque<String> todo) {}

        private void visit(String start) {
            Deque<Frame> path = new ArrayDeque<>();
            path.push(enter(start));
            while (!path.isEmpty()) {
                Frame frame = path.peek();
                String next = frame.todo.poll();
                if (next == null) {
                    path.pop();
                    leave(frame.name);
                    if (!path.isEmpty()) {
                        low.merge(path.peek().name, low(frame.name), Math::min);
                    }
                } else if (!index.containsKey(next)) {
                    path.push(enter(next));
                } else if (onStack.contains(next)) {
                    low.merge(frame.name, index.getOrDefault(next, 0), Math::min);
                }
            }
        }

        private int low(String name) {
            return low.getOrDefault(name, 0);
        }

        private Frame enter(String name) {
            int number = index.size();
            index.put(name, number);
            low.put(name, number);
            stack.push(name);
            onStack.add(name);
            return new Frame(name, new ArrayDeque<>(graph.getOrDefault(name, Set.of())));
        }

        private void leave(String name) {
            if (low(name) != index.getOrDefault(name, -1)) {
                return;
            }
            Set<String> component = new TreeSet<>();
            String member;
            do {
                member = stack.pop();
                onStack.remove(member);
                component.add(member);
            } while (!member.equals(name));
            components.add(component);
        }
    }

    /** As much of a class file (JVMS §4) as tells what it refers to. */
    private static final class ClassFile {
        private final String name;
        private final Set<String> uses = new HashSet<>();
        private final Set<String> fieldTypes = new HashSet<>();
        private final Map<Integer, String> texts = new HashMap<>();
        private final Map<Integer, Integer> classNames = new HashMap<>();
        private final DataInputStream in;

        ClassFile(byte[] bytes) throws IOException {
            in = new DataInputStream(new ByteArrayInputStream(bytes));
            in.skipNBytes(8);
            List<Integer> descriptors = constants();
            in.skipNBytes(2);
            name = className(in.readUnsignedShort());
            in.skipNBytes(2);
            in.skipNBytes(2L * in.readUnsignedShort());
            classNames.values().forEach(text -> addClass(text(text)));
            descriptors.forEach(text -> addTypes(text(text), uses));
            members(true);
            members(false);
            Set<String> permitted = permitted();
            uses.removeIf(used -> permitted.contains(top(used)));
        }

        private List<Integer> constants() throws IOException {
            List<Integer> descriptors = new ArrayList<>();
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.put(i, new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8));
                    case 7 -> classNames.put(i, in.readUnsignedShort());
                    case 12 -> {
                        in.skipNBytes(2);
                        descriptors.add(in.readUnsignedShort());
                    }
                    case 16 -> descriptors.add(in.readUnsignedShort());
                    case 8, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    default -> throw new IOException("unknown constant of tag " + tag);
                }
            }
            return descriptors;
        }

        private void members(boolean areFields) throws IOException {
            for (int n = in.readUnsignedShort(); n > 0; n--) {
                boolean isStatic = (in.readUnsignedShort() & STATIC) != 0;
                in.skipNBytes(2);
                String descriptor = text(in.readUnsignedShort());
                addTypes(descriptor, uses);
                if (areFields && !isStatic) {
                    addTypes(descriptor, fieldTypes);
                }
                for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                    in.skipNBytes(2);
                    in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
                }
            }
        }

        private Set<String> permitted() throws IOException {
            Set<String> permitted = new HashSet<>();
            for (int n = in.readUnsignedShort(); n > 0; n--) {
                String attribute = text(in.readUnsignedShort());
                long length = Integer.toUnsignedLong(in.readInt());
                if (attribute.equals("PermittedSubclasses")) {
                    for (int classes = in.readUnsignedShort(); classes > 0; classes--) {
                        permitted.add(top(className(in.readUnsignedShort())));
                    }
                } else {
                    in.skipNBytes(length);
                }
            }
            return permitted;
        }

        private String text(int at) {
            return texts.getOrDefault(at, "");
        }

        private String className(int at) {
            return text(classNames.getOrDefault(at, 0)).replace('/', '.');
        }

        private void addClass(String internalName) {
            if (internalName.startsWith("[")) {
                addTypes(internalName, uses);
            } else {
                uses.add(internalName.replace('/', '.'));
            }
        }

        private static void addTypes(String descriptor, Set<String> to) {
            Matcher types = OBJECT_TYPE.matcher(descriptor);
            while (types.find()) {
                to.add(types.group(1).replace('/', '.'));
            }
        }
    }
}
