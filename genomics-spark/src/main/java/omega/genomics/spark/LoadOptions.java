package omega.genomics.spark;

import java.io.Serializable;
import java.util.ArrayList;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.spark.sink.PostgresTarget;
import omega.genomics.vcf.filter.VcfFilter;
import org.jspecify.annotations.Nullable;

/**
 * The options of a load, as text that any machine can make the loader of.
 *
 * @param infoKeys null for all of them
 * @param filter an expression; null for all records
 */
record LoadOptions(
        @Nullable ArrayList<String> infoKeys,
        @Nullable String filter,
        boolean genotypes,
        boolean referenceSites,
        boolean strict,
        DuplicatePolicy duplicates)
        implements Serializable {
    static final LoadOptions DEFAULT = new LoadOptions(null, null, false, true, false, DuplicatePolicy.MERGE);

    LoadOptions withInfoKeys(ArrayList<String> changed) {
        return new LoadOptions(changed, filter, genotypes, referenceSites, strict, duplicates);
    }

    LoadOptions withFilter(String changed) {
        return new LoadOptions(infoKeys, changed, genotypes, referenceSites, strict, duplicates);
    }

    LoadOptions withGenotypes(boolean changed) {
        return new LoadOptions(infoKeys, filter, changed, referenceSites, strict, duplicates);
    }

    LoadOptions withReferenceSites(boolean changed) {
        return new LoadOptions(infoKeys, filter, genotypes, changed, strict, duplicates);
    }

    LoadOptions withStrict(boolean changed) {
        return new LoadOptions(infoKeys, filter, genotypes, referenceSites, changed, duplicates);
    }

    LoadOptions withDuplicates(DuplicatePolicy changed) {
        return new LoadOptions(infoKeys, filter, genotypes, referenceSites, strict, changed);
    }

    /** Returns the loader, of which parts are written here. */
    VcfLoad load(PostgresTarget target, InputSource source) {
        VcfLoad load = VcfLoad.of(target.dataSource(), target.assembly(), source)
                .dataset(target.dataset())
                .genotypes(genotypes)
                .referenceSites(referenceSites)
                .duplicates(duplicates);
        if (infoKeys != null) {
            load = load.infoKeys(infoKeys.toArray(String[]::new));
        }
        if (filter != null) {
            load = load.matching(VcfFilter.parse(filter));
        }
        return strict ? load.parseMode(ParseMode.STRICT) : load;
    }
}
