package omega.genomics.spark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import omega.genomics.vcf.header.FieldDefinition;
import omega.genomics.vcf.header.FormatDefinition;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a read, made of a header and options: the names are this library's, or Glow's. */
final class VcfSchema {
    static final String FILE = "_file";
    static final String LINE = "_line";
    static final String CORRUPT = "_corrupt_record";
    static final String GLOW_INFO = "INFO_";

    /** What Glow calls the usual FORMAT fields. */
    private static final Map<String, String> GLOW_FORMATS = Map.ofEntries(
            Map.entry("DP", "depth"),
            Map.entry("FT", "filters"),
            Map.entry("GL", "genotypeLikelihoods"),
            Map.entry("PL", "phredLikelihoods"),
            Map.entry("GP", "posteriorProbabilities"),
            Map.entry("EC", "expectedAlleleCounts"),
            Map.entry("GQ", "conditionalQuality"),
            Map.entry("HQ", "haplotypeQualities"),
            Map.entry("MQ", "mappingQuality"),
            Map.entry("AD", "alleleDepths"));

    private VcfSchema() {}

    static StructType of(VcfHeader header, VcfOptions options) {
        List<StructField> fields = new ArrayList<>();
        boolean kept = options.badRecords() == BadRecords.KEEP;
        boolean glow = options.glowNames();
        fields.add(field(glow ? "contigName" : "chromosome", DataTypes.StringType, kept));
        if (glow) {
            fields.add(field("start", DataTypes.LongType, kept));
            fields.add(field("end", DataTypes.LongType, kept));
        } else {
            fields.add(field("position", DataTypes.IntegerType, kept));
            fields.add(field("end_pos", DataTypes.IntegerType, kept));
        }
        fields.add(field(glow ? "names" : "ids", texts(), true));
        fields.add(field(glow ? "referenceAllele" : "ref", DataTypes.StringType, kept));
        fields.add(field(glow ? "alternateAlleles" : "alts", texts(), true));
        fields.add(field("qual", DataTypes.DoubleType, true));
        fields.add(field("filters", texts(), true));
        if (glow) {
            fields.add(field("splitFromMultiAllelic", DataTypes.BooleanType, kept));
            for (InfoDefinition info : infos(header, options)) {
                fields.add(described(GLOW_INFO + info.id(), info, DataTypes.DoubleType));
            }
        } else {
            List<StructField> infos = infos(header, options).stream()
                    .map(info -> described(info.id(), info, DataTypes.DoubleType))
                    .toList();
            if (!infos.isEmpty()) {
                fields.add(field("info", struct(infos), kept));
            }
        }
        addGenotypes(fields, header, options);
        if (kept) {
            fields.add(field(CORRUPT, DataTypes.StringType, true));
        }
        return struct(fields);
    }

    private static void addGenotypes(List<StructField> fields, VcfHeader header, VcfOptions options) {
        if (header.sampleCount() == 0) {
            return;
        }
        boolean kept = options.badRecords() == BadRecords.KEEP;
        switch (options.genotypes()) {
            case NONE -> {
                // no column
            }
            case STRUCTS -> fields.add(field("genotypes", new ArrayType(genotype(header, options), false), kept));
            case DOSAGES -> fields.add(field("dosages", new ArrayType(DataTypes.ByteType, false), kept));
            case COUNTS -> {
                List<StructField> counts = List.of(
                        field("hom_ref", DataTypes.IntegerType, false),
                        field("het", DataTypes.IntegerType, false),
                        field("hom_alt", DataTypes.IntegerType, false),
                        field("missing", DataTypes.IntegerType, false));
                fields.add(field("genotype_counts", struct(counts), kept));
            }
        }
    }

    private static StructType genotype(VcfHeader header, VcfOptions options) {
        List<StructField> fields = new ArrayList<>();
        boolean glow = options.glowNames();
        fields.add(field(glow ? "sampleId" : "sample", DataTypes.StringType, false));
        fields.add(field(glow ? "calls" : "alleles", new ArrayType(DataTypes.IntegerType, !glow), true));
        fields.add(field("phased", DataTypes.BooleanType, true));
        for (FormatDefinition format : formats(header, options)) {
            fields.add(described(formatName(format.id(), glow), format, DataTypes.FloatType));
        }
        return struct(fields);
    }

    private static String formatName(String id, boolean glow) {
        return glow ? GLOW_FORMATS.getOrDefault(id, id) : id;
    }

    /** Returns the key of a field of {@code genotypes}. */
    static String formatKey(String name, boolean glow) {
        if (glow) {
            for (Map.Entry<String, String> each : GLOW_FORMATS.entrySet()) {
                if (each.getValue().equals(name)) {
                    return each.getKey();
                }
            }
        }
        return name;
    }

    private static Collection<InfoDefinition> infos(VcfHeader header, VcfOptions options) {
        List<String> keys = options.infoKeys();
        return keys == null ? header.infos() : keys.stream().map(header::info).toList();
    }

    private static Collection<FormatDefinition> formats(VcfHeader header, VcfOptions options) {
        List<String> keys = options.formatKeys();
        Collection<FormatDefinition> all = keys == null
                ? header.formats()
                : keys.stream().map(header::format).toList();
        return all.stream().filter(format -> !format.id().equals("GT")).toList();
    }

    private static StructField described(String name, FieldDefinition field, DataType real) {
        return new StructField(
                name,
                type(field, real),
                !isFlag(field),
                new MetadataBuilder().putString("comment", field.description()).build());
    }

    static boolean isFlag(FieldDefinition field) {
        return field.type() == VcfType.FLAG;
    }

    /** Returns whether a field has one value at most: anything else is an array, for each allele or not. */
    static boolean isScalar(FieldDefinition field) {
        return field.number().equals(VcfNumber.ONE);
    }

    private static DataType type(FieldDefinition field, DataType real) {
        DataType one = switch (field.type()) {
            case FLAG -> DataTypes.BooleanType;
            case INTEGER -> DataTypes.IntegerType;
            case FLOAT -> real;
            case CHARACTER, STRING -> DataTypes.StringType;
        };
        return isFlag(field) || isScalar(field) ? one : new ArrayType(one, true);
    }

    private static ArrayType texts() {
        return new ArrayType(DataTypes.StringType, false);
    }

    private static StructField field(String name, DataType type, boolean nullable) {
        return DataTypes.createStructField(name, type, nullable);
    }

    private static StructType struct(List<StructField> fields) {
        return DataTypes.createStructType(fields);
    }
}
