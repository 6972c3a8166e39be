package omega.genomics.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Circles are found by what code refers to, in whatever way it does. */
class ClassGraphTest {
    @TempDir
    Path folder;

    @Test
    void findsCirclesOfAnyLength() throws IOException {
        assertThat(cycles(Map.of("A", "B b;", "B", "void f(C c) {}", "C", "Object o = new A();", "D", "A a;")))
                .containsExactly(Set.of("A", "B", "C"));
        assertThat(cycles(Map.of("A", "B b;", "B", "C c;", "C", "D d;", "D", "")))
                .isEmpty();
    }

    @Test
    void findsEveryKindOfReference() throws IOException {
        for (String back : List.of(
                "A a;",
                "A f() { return null; }",
                "void f(A[][] a) {}",
                "int x = A.X;",
                "Object x = A.class;",
                "boolean f(Object o) { return o instanceof A; }",
                "java.util.function.Supplier<?> f() { return A::new; }",
                "void f(java.util.List<A> all) { all.get(0).g(); }",
                "class Inner extends A {}")) {
            assertThat(cycles(Map.of("A", "B b; static int X = A.class.hashCode(); void g() {}", "B", back)))
                    .as(back)
                    .containsExactly(Set.of("A", "B"));
        }
    }

    @Test
    void nestedClassesCountWithTheirTopLevelClass() throws IOException {
        assertThat(cycles(Map.of("A", "static class N { B b; }", "B", "A.N n;")))
                .containsExactly(Set.of("A", "B"));
    }

    @Test
    void permittedSubclassesAreNoCircle() throws IOException {
        write("A", "abstract sealed class A permits B {}");
        write("B", "final class B extends A {}");
        build("A", "B");
        assertThat(ClassGraph.of(folder).cycles()).isEmpty();
    }

    @Test
    void fieldsOfAnObjectAreItsCollaborators() throws IOException {
        write("A", "class A { B b; C[] c; static D d; java.util.List<E> e; int i; }");
        for (String other : List.of("B", "C", "D", "E")) {
            write(other, "class " + other + " {}");
        }
        build("A", "B", "C", "D", "E");
        assertThat(ClassGraph.of(folder).fieldTypes().get("A")).containsExactly("B", "C");
    }

    private List<Set<String>> cycles(Map<String, String> bodies) throws IOException {
        for (Map.Entry<String, String> body : bodies.entrySet()) {
            write(body.getKey(), "class " + body.getKey() + " { " + body.getValue() + " }");
        }
        build(bodies.keySet().toArray(String[]::new));
        return ClassGraph.of(folder).cycles();
    }

    private void write(String name, String source) throws IOException {
        Files.writeString(folder.resolve(name + ".java"), source);
    }

    private void build(String... names) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String[] arguments = new String[names.length + 3];
        arguments[0] = "-d";
        arguments[1] = folder.toString();
        arguments[2] = "-proc:none";
        for (int i = 0; i < names.length; i++) {
            arguments[i + 3] = folder.resolve(names[i] + ".java").toString();
        }
        assertThat(compiler.run(null, null, null, arguments)).isZero();
    }
}
