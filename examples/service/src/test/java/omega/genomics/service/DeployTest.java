package omega.genomics.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The files in {@code deploy}, read strictly: an unknown field, an image without a version or a name that nothing reads fails. */
class DeployTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:[0-9]+\\.[0-9]+[0-9A-Za-z._-]*");
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    // What CloudNativePG 1.27 calls a Cluster, as far as it is used here.
    record Cluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {}

    record Spec(
            int instances,
            String imageName,
            Bootstrap bootstrap,
            Managed managed,
            Postgresql postgresql,
            Storage storage,
            ResourceRequirements resources,
            Affinity affinity) {}

    record Bootstrap(InitDb initdb) {}

    record InitDb(String database, String owner, List<String> postInitApplicationSQL) {}

    record Managed(List<Role> roles) {}

    record Role(String name, String ensure, boolean login, SecretName passwordSecret) {}

    record SecretName(String name) {}

    record Postgresql(Map<String, String> parameters) {}

    record Storage(String size) {}

    record Affinity(String podAntiAffinityType) {}

    // The Compose Specification, as far as it is used here.
    record Compose(Map<String, ComposeService> services, Map<String, Object> volumes) {}

    record ComposeService(
            String image,
            Build build,
            Map<String, String> environment,
            List<String> volumes,
            List<String> ports,
            Healthcheck healthcheck,
            Map<String, DependsOn> depends_on,
            boolean read_only,
            List<String> tmpfs,
            String mem_limit) {}

    record Build(String context, String dockerfile) {}

    record Healthcheck(List<String> test, String interval, String timeout, int retries) {}

    record DependsOn(String condition) {}

    /** Reads every document; fabric8's own types keep unknown fields aside, so what was read is compared with what is written again. */
    private static List<Object> documents(Path file) throws IOException {
        List<Object> documents = new ArrayList<>();
        for (String text : Files.readString(file).split("(?m)^---$", -1)) {
            JsonNode tree = YAML.readTree(text);
            String kind = tree.path("kind").asText();
            Class<?> type = switch (kind) {
                case "Cluster" -> Cluster.class;
                case "ConfigMap" -> ConfigMap.class;
                case "Deployment" -> Deployment.class;
                case "Service" -> Service.class;
                default -> throw new IllegalArgumentException("expected a known kind, found " + kind);
            };
            Object read = YAML.treeToValue(tree, type);
            assertNothingUnknown(read, tree);
            documents.add(read);
        }
        return documents;
    }

    private static void assertNothingUnknown(Object read, JsonNode tree) {
        String json = YAML.valueToTree(read).toString();
        List<String> unknown = new ArrayList<>();
        collect(read, unknown);
        assertThat(unknown).as(tree.path("kind").asText() + " " + json).isEmpty();
    }

    /** Every type of fabric8's model keeps the fields that it does not know as additional properties. */
    private static void collect(Object value, List<String> unknown) {
        if (value instanceof Iterable<?> all) {
            all.forEach(each -> collect(each, unknown));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> collect(each, unknown));
        } else if (value != null && value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
            for (var method : value.getClass().getMethods()) {
                if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
                    try {
                        Object part = method.invoke(value);
                        if (method.getName().equals("getAdditionalProperties")) {
                            ((Map<?, ?>) part).keySet().forEach(name -> unknown.add(String.valueOf(name)));
                        } else {
                            collect(part, unknown);
                        }
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
    }

    private static <T> T only(Class<T> type, String file) throws IOException {
        return documents(DEPLOY.resolve("kubernetes").resolve(file)).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Spring must find each name: the settings of a pool, a server and the service, made of nothing but the environment's words. */
    private static void assertRead(Set<String> names) {
        assertThat(names)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name)
                        .matches("SPRING_DATASOURCE_(URL|USERNAME|PASSWORD)|SERVER_(ADDRESS|PORT)|SERVICE_[A-Z_]+"));
        for (String name : names) {
            if (name.startsWith("SERVICE_")) {
                String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
                assertThat(SETTINGS).as(name).contains(property);
            }
        }
    }

    /** The names of {@link ServiceProperties}, as the environment writes them: without capitals and hyphens. */
    private static final Set<String> SETTINGS = settings("service", ServiceProperties.class);

    private static Set<String> settings(String prefix, Class<?> of) {
        Set<String> names = new LinkedHashSet<>();
        for (var component : of.getRecordComponents()) {
            String name = prefix + "." + component.getName().toLowerCase(Locale.ROOT);
            names.add(name);
            if (component.getType().isRecord()) {
                names.addAll(settings(name, component.getType()));
            }
        }
        return names;
    }

    @Test
    void kubernetesRunsTheServiceAgainstOnePrimaryAndTwoReplicas() throws IOException {
        Cluster cluster = only(Cluster.class, "database.yaml");
        assertThat(cluster.apiVersion()).isEqualTo("postgresql.cnpg.io/v1");
        assertThat(cluster.spec().instances()).isEqualTo(3);
        assertThat(cluster.spec().imageName()).matches(PINNED);
        ConfigMap settings = only(ConfigMap.class, "service.yaml");
        String name = cluster.metadata().getName();
        assertThat(settings.getData())
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://" + name + "-rw/genomes")
                .containsEntry("SERVICE_REPLICAS_URL", "jdbc:postgresql://" + name + "-ro," + name + "-rw/genomes");
        Deployment deployment = only(Deployment.class, "service.yaml");
        Container container =
                deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertThat(container.getImage()).matches(PINNED);
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
        Set<String> names = new LinkedHashSet<>(settings.getData().keySet());
        container.getEnv().forEach(each -> names.add(each.getName()));
        assertRead(names);
        assertThat(container.getEnv())
                .allSatisfy(
                        each -> assertThat(each.getValueFrom().getSecretKeyRef().getName())
                                .isEqualTo(cluster.spec()
                                        .managed()
                                        .roles()
                                        .get(0)
                                        .passwordSecret()
                                        .name()));
        assertThat(only(Service.class, "service.yaml").getSpec().getSelector())
                .isEqualTo(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .isEqualTo(deployment.getSpec().getSelector().getMatchLabels());
    }

    @Test
    void composeListensOnThisMachineOnly() throws IOException {
        Compose compose = YAML.readValue(Files.readString(DEPLOY.resolve("compose.yaml")), Compose.class);
        assertThat(compose.services()).containsOnlyKeys("database", "service").allSatisfy((name, service) -> {
            assertThat(service.image()).matches("pgvector/pgvector:0\\.8\\.1-pg18|" + PINNED.pattern());
            assertThat(service.ports()).allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
        });
        assertRead(compose.services().get("service").environment().keySet());
    }

    @Test
    void theImageRunsTheJarAsAnotherUserThanRoot() throws IOException {
        List<String> lines = Files.readAllLines(DEPLOY.resolve("Containerfile"));
        assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line.substring(5)).matches(PINNED));
        assertThat(lines).contains("USER 10001:10001", "COPY examples/service/target/service.jar /app/service.jar");
    }

    /** The check itself can fail. */
    @Test
    void refusesUnknownFields() throws IOException {
        String text =
                Files.readString(DEPLOY.resolve("kubernetes/service.yaml")).split("(?m)^---$", -1)[1];
        JsonNode wrong = YAML.readTree(text.replace("terminationGracePeriodSeconds", "terminationGraceSeconds"));
        assertThatThrownBy(() -> assertNothingUnknown(YAML.treeToValue(wrong, Deployment.class), wrong))
                .isInstanceOfAny(AssertionError.class, UnrecognizedPropertyException.class);
        String cluster = Files.readString(DEPLOY.resolve("kubernetes/database.yaml"));
        assertThatThrownBy(() -> YAML.readValue(cluster.replace("imageName", "image"), Cluster.class))
                .isInstanceOf(UnrecognizedPropertyException.class);
        assertThatThrownBy(() -> assertRead(Set.of("SERVICE_PAGE_SIZE"))).isInstanceOf(AssertionError.class);
    }

    /** What the environment says arrives. */
    @Test
    void bindsTheEnvironmentsNames() {
        ServiceProperties read = new Binder(new MapConfigurationPropertySource(Map.of(
                        "service.maxregion",
                        "5",
                        "service.replicas.url",
                        "jdbc:postgresql://a",
                        "service.maxbody",
                        "2MB")))
                .bind("service", Bindable.of(ServiceProperties.class))
                .get();
        assertThat(read.maxRegion()).isEqualTo(5);
        assertThat(read.replicas().url()).isEqualTo("jdbc:postgresql://a");
        assertThat(read.maxBody().toMegabytes()).isEqualTo(2);
        assertThat(read.pageSize()).isEqualTo(100);
    }
}
