package omega.genomics.service;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import omega.genomics.Region;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.query.genes.SetMember;
import omega.genomics.postgres.query.genes.StoredGene;
import omega.genomics.postgres.query.genes.StoredTranscript;
import omega.genomics.postgres.query.studies.SetExpression;
import omega.genomics.postgres.query.variants.VariantCursor;
import omega.genomics.postgres.query.variants.VariantPage;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.postgres.vector.SimilarGenes;
import omega.genomics.service.Json.DatasetJson;
import omega.genomics.service.Json.ExpressionJson;
import omega.genomics.service.Json.GeneJson;
import omega.genomics.service.Json.PageJson;
import omega.genomics.service.Json.SimilarJson;
import omega.genomics.service.Json.TranscriptJson;
import omega.genomics.service.Json.VariantJson;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/**
 * The answers to GraphQL. What belongs to a gene or a transcript is loaded for all of a level at once: a level takes as many statements
 * for fifty genes as for one. {@code schema.graphqls} describes it.
 */
@Controller
class GraphQlController {
    private static final int MOST_NAMES = 100;

    private final AssemblyDatabase assembly;
    private final SimilarGenes similar;
    private final Datasets datasets;
    private final Requests requests;
    private final Streams streams;

    GraphQlController(
            AssemblyDatabase assembly,
            SimilarGenes similar,
            Datasets datasets,
            Requests requests,
            Streams streams,
            BatchLoaderRegistry loaders) {
        this.assembly = assembly;
        this.similar = similar;
        this.datasets = datasets;
        this.requests = requests;
        this.streams = streams;
        loaders.<PageOf, PageJson<VariantJson>>forName("variantPages")
                .registerMappedBatchLoader((keys, environment) -> Mono.fromCallable(() -> variantPages(keys)));
        loaders.<Near, List<SimilarJson>>forName("similarGenes")
                .registerMappedBatchLoader((keys, environment) -> Mono.fromCallable(() -> similarGenes(keys)));
    }

    /** A page of the variants of a gene or transcript. */
    record PageOf(Region region, Narrowed which, int limit) {}

    /** Genes near a gene. */
    record Near(String geneId, int limit) {}

    // ---- where a query begins ------------------------------------------------------------------------------------

    @QueryMapping
    List<GeneJson> genes(@Argument List<String> names) {
        if (names.size() > MOST_NAMES) {
            throw new BadRequestException("names", "expected at most " + MOST_NAMES + " names, found " + names.size());
        }
        names.forEach(name -> requests.name("names", name));
        return genesOf(assembly.genes().named(names));
    }

    @QueryMapping
    List<GeneJson> genesOverlapping(@Argument String region, @Argument int limit) {
        return json(assembly.genes()
                .overlapping(requests.region(region))
                .page(requests.pageSize(limit))
                .rows());
    }

    @QueryMapping
    List<GeneJson> genesOfSet(@Argument String set) {
        return genesOf(assembly.genes().inSet(requests.name("set", set)));
    }

    @QueryMapping
    PageJson<VariantJson> variants(
            @Argument String region,
            @Argument @Nullable Narrowed filter,
            @Argument @Nullable String after,
            @Argument int limit) {
        VariantQueries wanted =
                narrowed(filter).of(assembly.variants(), requests).overlapping(requests.region(region));
        int size = requests.pageSize(limit);
        Supplier<VariantPage> asked = after == null
                ? () -> wanted.page(size)
                : () -> wanted.page(requests.parsed("after", after, VariantCursor::parse), size);
        return page(filter == null || filter.expression() == null ? asked.get() : streams.get(asked));
    }

    @QueryMapping
    List<DatasetJson> datasets() {
        return datasets.loaded().list().stream().map(DatasetJson::of).toList();
    }

    // ---- levels --------------------------------------------------------------------------------------------------

    @BatchMapping(typeName = "Gene")
    Map<GeneJson, List<TranscriptJson>> transcripts(List<GeneJson> genes) {
        Datasets.Loaded loaded = datasets.loaded();
        Map<Key, List<TranscriptJson>> all =
                assembly
                        .transcripts()
                        .ofGenes(genes.stream().map(GeneJson::stored).toList())
                        .list()
                        .stream()
                        .collect(groupingBy(Key::of, mapping(each -> TranscriptJson.of(each, loaded), toList())));
        return each(genes, gene -> all.getOrDefault(Key.of(gene.stored()), List.of()));
    }

    /** Which gene of which annotation. */
    private record Key(int dataset, int gene) {
        static Key of(StoredGene gene) {
            return new Key(gene.datasetId(), gene.key());
        }

        static Key of(StoredTranscript transcript) {
            return new Key(transcript.datasetId(), transcript.geneKey());
        }
    }

    @BatchMapping(typeName = "Gene")
    Map<GeneJson, List<ExpressionJson>> expression(List<GeneJson> genes) {
        Datasets.Loaded loaded = datasets.loaded();
        Map<String, List<ExpressionJson>> all =
                assembly
                        .expression()
                        .ofGenes(genes.stream().map(GeneJson::geneId).toList())
                        .list()
                        .stream()
                        .collect(groupingBy(
                                SetExpression::member,
                                mapping(each -> ExpressionJson.of(each.expression(), loaded), toList())));
        return each(genes, gene -> all.getOrDefault(gene.geneId(), List.of()));
    }

    @SchemaMapping(typeName = "Gene")
    CompletableFuture<PageJson<VariantJson>> variants(
            GeneJson gene,
            @Argument @Nullable Narrowed filter,
            @Argument int limit,
            DataLoader<PageOf, PageJson<VariantJson>> variantPages) {
        Region region = new Region(gene.chromosome(), gene.startPos(), gene.endPos());
        return variantPages.load(new PageOf(region, narrowed(filter), requests.pageSize(limit)));
    }

    @SchemaMapping(typeName = "Transcript")
    CompletableFuture<PageJson<VariantJson>> variants(
            TranscriptJson transcript,
            @Argument @Nullable Narrowed filter,
            @Argument int limit,
            DataLoader<PageOf, PageJson<VariantJson>> variantPages) {
        Region region = new Region(transcript.chromosome(), transcript.startPos(), transcript.endPos());
        return variantPages.load(new PageOf(region, narrowed(filter), requests.pageSize(limit)));
    }

    /** A statement for each filter and limit, of which a query has few. */
    private Map<PageOf, PageJson<VariantJson>> variantPages(Set<PageOf> wanted) {
        Map<PageOf, PageJson<VariantJson>> pages = new HashMap<>();
        wanted.stream()
                .collect(groupingBy(page -> new PageOf(Region.whole("all"), page.which(), page.limit())))
                .forEach((of, each) -> {
                    Supplier<List<VariantPage>> asked = () -> of.which()
                            .of(assembly.variants(), requests)
                            .pages(each.stream().map(PageOf::region).toList(), of.limit());
                    List<VariantPage> found = of.which().expression() == null ? asked.get() : streams.get(asked);
                    for (int i = 0; i < each.size(); i++) {
                        pages.put(each.get(i), page(found.get(i)));
                    }
                });
        return pages;
    }

    @SchemaMapping(typeName = "Gene")
    CompletableFuture<List<SimilarJson>> similar(
            GeneJson gene, @Argument int limit, DataLoader<Near, List<SimilarJson>> similarGenes) {
        return similarGenes.load(new Near(gene.geneId(), requests.similar(limit)));
    }

    private Map<Near, List<SimilarJson>> similarGenes(Set<Near> wanted) {
        Map<Near, List<SimilarJson>> all = new HashMap<>();
        wanted.forEach(near -> all.put(near, List.of()));
        wanted.stream()
                .collect(groupingBy(Near::limit, mapping(Near::geneId, toList())))
                .forEach((limit, ids) -> similar.toEach(ids, limit)
                        .forEach((id, genes) -> all.put(
                                new Near(id, limit),
                                genes.stream().map(SimilarJson::of).toList())));
        return all;
    }

    @BatchMapping(typeName = "SimilarGene")
    Map<SimilarJson, GeneJson> gene(List<SimilarJson> genes) {
        Map<String, GeneJson> byId = new HashMap<>();
        List<String> ids = genes.stream().map(SimilarJson::geneId).distinct().toList();
        genesOf(assembly.genes().named(ids)).forEach(gene -> byId.putIfAbsent(gene.geneId(), gene));
        Map<SimilarJson, GeneJson> all = new HashMap<>();
        for (SimilarJson each : genes) {
            GeneJson gene = byId.get(each.geneId());
            if (gene != null) {
                all.put(each, gene);
            }
        }
        return all;
    }

    // ---- shapes --------------------------------------------------------------------------------------------------

    private static Narrowed narrowed(@Nullable Narrowed filter) {
        return filter == null ? Narrowed.NOT : filter;
    }

    private PageJson<VariantJson> page(VariantPage page) {
        Datasets.Loaded loaded = datasets.loaded();
        return new PageJson<>(
                page.variants().stream()
                        .map(variant -> VariantJson.of(variant, loaded))
                        .toList(),
                page.next().map(VariantCursor::toString).orElse(null));
    }

    private List<GeneJson> genesOf(List<SetMember> members) {
        List<StoredGene> genes = new ArrayList<>();
        members.forEach(member -> genes.addAll(member.genes()));
        return json(genes);
    }

    private List<GeneJson> json(List<StoredGene> genes) {
        Datasets.Loaded loaded = datasets.loaded();
        return genes.stream().map(gene -> GeneJson.of(gene, loaded)).toList();
    }

    private static <V> Map<GeneJson, V> each(List<GeneJson> genes, Function<GeneJson, V> value) {
        Map<GeneJson, V> all = new HashMap<>();
        genes.forEach(gene -> all.put(gene, value.apply(gene)));
        return all;
    }
}
