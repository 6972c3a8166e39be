package omega.genomics.service;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import omega.genomics.consequence.Impact;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.query.variants.VariantCursor;
import omega.genomics.postgres.query.variants.VariantPage;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.postgres.query.variants.VariantType;
import omega.genomics.service.Json.PageJson;
import omega.genomics.service.Json.VariantJson;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Variants of a place, narrowed down, in pages. */
@RestController
@RequestMapping("/api/variants")
class VariantController {
    private final AssemblyDatabase assembly;
    private final Datasets datasets;
    private final Requests requests;
    private final Streams streams;
    private final JsonMapper mapper;

    VariantController(
            AssemblyDatabase assembly, Datasets datasets, Requests requests, Streams streams, JsonMapper mapper) {
        this.streams = streams;
        this.mapper = mapper;
        this.assembly = assembly;
        this.datasets = datasets;
        this.requests = requests;
    }

    /**
     * What a request asks for: exactly one place, and any of the filters.
     *
     * @param region such as {@code 17:43044295-43125364}, 1-based and inclusive; the contig by any of its names
     * @param gene whose interval the variants overlap: symbol, alias or stable id
     * @param rs such as {@code rs429358}
     * @param variant such as {@code 17-43045712-T-C}
     * @param dataset only this one
     * @param maxFrequency only alleles that are rarer
     * @param significance any of {@link ClinicalSignificance}, separated by commas
     * @param impact any of {@link Impact}, separated by commas
     * @param consequence any of the Sequence Ontology's terms, separated by commas
     * @param type any of {@link VariantType}, separated by commas
     * @param passing only what passed all filters of its source
     * @param filter an expression of bcftools, such as {@code AF<0.01 && CLNSIG~"athogenic"}
     */
    record Wanted(
            @Nullable String region,
            @Nullable String gene,
            @Nullable String rs,
            @Nullable String variant,
            @Nullable String dataset,
            @Nullable Double maxFrequency,
            @Nullable String significance,
            @Nullable String impact,
            @Nullable String consequence,
            @Nullable String type,
            @Nullable Boolean passing,
            @Nullable String filter) {}

    /** A page of variants in the order of the genome, and the address of the next one. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    PageJson<VariantJson> page(
            @ParameterObject Wanted wanted,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            HttpServletResponse response) {
        VariantQueries variants = variants(wanted);
        int size = requests.pageSize(limit);
        Supplier<VariantPage> asked = after == null
                ? () -> variants.page(size)
                : () -> variants.page(requests.parsed("after", after, VariantCursor::parse), size);
        // what SQL cannot say of an expression is tested on as many rows as it takes to fill the page
        VariantPage page = wanted.filter() == null ? asked.get() : streams.get(asked);
        Datasets.Loaded loaded = datasets.loaded();
        List<VariantJson> rows = page.variants().stream()
                .map(variant -> VariantJson.of(variant, loaded))
                .toList();
        @Nullable
        String next = page.next().map(cursor -> Links.next("after", cursor)).orElse(null);
        if (next != null) {
            response.setHeader("Link", "<" + next + ">; rel=\"next\"");
        }
        return new PageJson<>(rows, next);
    }

    /** Every variant, a line of JSON each, read from the database while it is sent. */
    @GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    void stream(@ParameterObject Wanted wanted, HttpServletResponse response) throws IOException {
        VariantQueries variants = variants(wanted);
        Datasets.Loaded loaded = datasets.loaded();
        streams.run(() -> {
            try (Stream<StoredVariant> rows = variants.stream()) {
                Iterator<StoredVariant> each = rows.iterator();
                boolean hasRows = each.hasNext(); // whatever is wrong with the request is found out by now
                response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
                OutputStream out = response.getOutputStream();
                while (hasRows) {
                    out.write(mapper.writeValueAsBytes(VariantJson.of(each.next(), loaded)));
                    out.write('\n');
                    hasRows = each.hasNext();
                }
            }
        });
    }

    private VariantQueries variants(Wanted wanted) {
        String terms = wanted.consequence();
        return new Narrowed(
                        wanted.dataset(),
                        wanted.maxFrequency(),
                        requests.anyOf("significance", wanted.significance(), ClinicalSignificance.class),
                        requests.anyOf("impact", wanted.impact(), Impact.class),
                        terms == null ? null : List.of(terms.split(",", -1)),
                        requests.anyOf("type", wanted.type(), VariantType.class),
                        wanted.passing(),
                        wanted.filter())
                .of(place(wanted), requests);
    }

    private VariantQueries place(Wanted wanted) {
        VariantQueries all = assembly.variants();
        int places = 0;
        VariantQueries placed = all;
        if (wanted.region() != null) {
            places++;
            placed = all.overlapping(requests.region(wanted.region()));
        }
        if (wanted.gene() != null) {
            places++;
            placed = all.overlappingGene(requests.name("gene", wanted.gene()));
        }
        if (wanted.rs() != null) {
            places++;
            placed = all.rs(requests.rsNumber(wanted.rs()));
        }
        if (wanted.variant() != null) {
            places++;
            Requests.Place place = requests.variant(wanted.variant());
            placed = all.at(place.contig(), place.position(), place.ref(), place.alt());
        }
        if (places != 1) {
            throw new BadRequestException("region", "expected one of region, gene, rs and variant, found " + places);
        }
        return placed;
    }
}
