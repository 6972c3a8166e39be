package omega.genomics.service;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import omega.genomics.Interval;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.consequence.VariantConsequences;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.query.annotation.VariantAnnotations;
import omega.genomics.service.Json.AnnotationJson;
import omega.genomics.service.Json.ConsequenceJson;
import omega.genomics.service.Json.VariantJson;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.VcfWriter;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What variants do to the transcripts of the loaded annotation, whether or not they are stored. */
@RestController
@RequestMapping("/api/annotate")
class AnnotateController {
    private static final String FORMAT =
            "Allele|Consequence|IMPACT|SYMBOL|Gene|Feature_type|Feature|BIOTYPE|EXON|INTRON|cDNA_position"
                    + "|CDS_position|Protein_position|Amino_acids|Codons|PICK";

    private final AssemblyDatabase assembly;
    private final Annotators annotators;
    private final Datasets datasets;
    private final Requests requests;
    private final Streams streams;

    AnnotateController(
            AssemblyDatabase assembly, Annotators annotators, Datasets datasets, Requests requests, Streams streams) {
        this.assembly = assembly;
        this.annotators = annotators;
        this.datasets = datasets;
        this.requests = requests;
        this.streams = streams;
    }

    /** The consequences of one variant for every transcript, and what the database has of it. */
    @GetMapping("/{variant}")
    AnnotationJson annotate(@PathVariable String variant) {
        Requests.Place place = requests.variant(variant);
        int end = place.position() + place.ref().length() - 1;
        Annotators.OfContig annotator = annotators.around(place.contig(), place.position(), end);
        List<ConsequenceJson> consequences = annotator
                .annotate(place.position(), end, place.ref(), place.alt())
                .map(ConsequenceJson::all)
                .orElse(List.of());
        Datasets.Loaded loaded = datasets.loaded();
        List<VariantJson> stored =
                assembly.variants().at(place.contig(), place.position(), place.ref(), place.alt()).list().stream()
                        .map(each -> VariantJson.of(each, loaded))
                        .toList();
        return new AnnotationJson(
                place.name(), annotator.contig(), place.position(), place.ref(), place.alt(), consequences, stored);
    }

    /**
     * Adds consequences as INFO/CSQ to the records of a VCF file, compressed or not, while it arrives: a client has to read the answer while it
     * sends. A record that cannot be read ends the answer without its last chunk. With a dataset and columns, values of the database are added
     * before.
     */
    @Parameter(in = ParameterIn.QUERY, name = "dataset", description = "Whose values are added, with columns")
    @Parameter(in = ParameterIn.QUERY, name = "columns", description = "INFO keys, such as AF:gnomAD_AF,AC")
    @PostMapping(produces = "text/x-vcf")
    void annotate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getContentLengthLong() > streams.longestBody()) {
            throw new ResponseStatusException(
                    HttpStatus.CONTENT_TOO_LARGE, "expected at most " + streams.longestBody() + " bytes");
        }
        String dataset = Requests.query(request, "dataset");
        String columns = Requests.query(request, "columns");
        if ((dataset == null) != (columns == null)) {
            throw new BadRequestException("dataset", "expected dataset with columns, such as AF,CLNSIG");
        }
        VariantAnnotations stored = dataset == null || columns == null ? null : stored(dataset, columns);
        streams.run(() -> {
            InputSource body = InputSource.of("body", streams.bounded(request.getInputStream()));
            if (stored == null) {
                annotate(body, response);
                return;
            }
            try (InputStream annotated = new Piped(out -> stored.annotate(body, out))) {
                annotate(InputSource.of("body", annotated), response);
            } catch (IllegalArgumentException e) {
                throw new BadRequestException("columns", String.valueOf(e.getMessage()));
            }
        });
    }

    private VariantAnnotations stored(String dataset, String columns) {
        return requests.parsed(
                "columns", columns, text -> assembly.annotations(requests.name("dataset", dataset), text));
    }

    private void annotate(InputSource file, HttpServletResponse response) throws IOException {
        try (VcfReader reader = VcfReader.open(file)) {
            VcfHeader header = header(reader.header());
            response.setContentType("text/x-vcf; charset=UTF-8");
            VcfWriter writer = VcfWriter.to(response.getOutputStream(), header);
            annotate(reader, writer);
            writer.close(); // not after a failure: what is still in its buffer need not be sent
        }
    }

    private static VcfHeader header(VcfHeader of) {
        if (of.infos().stream().anyMatch(info -> info.id().equals("CSQ"))) {
            throw new BadRequestException("body", "expected a file without INFO/CSQ, which is what gets written");
        }
        return of.toBuilder()
                .info("CSQ", VcfNumber.UNKNOWN, VcfType.STRING, "Consequence annotations. Format: " + FORMAT)
                .build();
    }

    private void annotate(VcfReader reader, VcfWriter writer) {
        String contig = "";
        Annotators.OfContig annotator = Annotators.NONE;
        StringBuilder csq = new StringBuilder();
        while (reader.advance()) {
            VcfRecord record = reader.record();
            if (!record.contigBytes().contentEquals(contig)) {
                contig = record.contig();
                annotator = annotators.of(contig);
            }
            csq.setLength(0);
            String ref = record.ref();
            int end = record.end();
            for (String alt : record.alts()) {
                Optional<VariantConsequences> found = annotator.annotate(record.position(), end, ref, alt);
                if (found.isPresent()) {
                    append(found.get(), alt, csq);
                }
            }
            if (csq.isEmpty()) {
                writer.write(record);
            } else {
                writer.write(record, csq);
            }
        }
    }

    private static void append(VariantConsequences found, String alt, StringBuilder csq) {
        for (TranscriptConsequence each : found.bySeverity()) {
            csq.append(csq.isEmpty() ? "CSQ=" : ",").append(alt).append('|');
            List<ConsequenceTerm> terms = each.terms();
            for (int i = 0; i < terms.size(); i++) {
                csq.append(i == 0 ? "" : "&").append(terms.get(i).label());
            }
            Gene gene = each.gene().orElse(null);
            Transcript transcript = each.transcript().orElse(null);
            csq.append('|').append(each.impact()).append('|');
            csq.append(gene == null ? "" : gene.name().orElse("")).append('|');
            csq.append(gene == null ? "" : gene.id()).append('|');
            csq.append(transcript == null ? "" : "Transcript").append('|');
            csq.append(transcript == null ? "" : transcript.id()).append('|');
            csq.append(transcript == null ? "" : transcript.biotype().orElse(""))
                    .append('|');
            csq.append(each.exonText().orElse("")).append('|');
            csq.append(each.intronText().orElse("")).append('|');
            csq.append(positions(each.splicedPositions())).append('|');
            csq.append(positions(each.cdsPositions())).append('|');
            csq.append(positions(each.proteinPositions())).append('|');
            csq.append(each.aminoAcids().orElse("")).append('|');
            csq.append(each.codons().orElse("")).append('|');
            csq.append(each == found.picked() ? "1" : "");
        }
    }

    private static String positions(Optional<Interval> interval) {
        String text = Json.positions(interval);
        return text == null ? "" : text;
    }
}
