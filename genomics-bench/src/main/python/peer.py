"""What cyvcf2 answers: the four sums of omega.genomics.bench.peer.Answer, printed as the C programs print them."""
import sys

from cyvcf2 import VCF


def text(value):
    return 31 * len(value) + ord(value[0]) + 7 * ord(value[-1]) if value else 0


def values(value):
    return value if isinstance(value, tuple) else (value,)


def sites(vcf):
    records = numbers = texts = 0
    reals = 0.0
    for v in vcf:
        records += 1
        numbers += v.POS + sum(n or 0 for n in values(v.INFO.get("AC")))
        texts += text(v.CHROM) + text(v.ID or ".") + text(v.REF) + sum(map(text, v.ALT)) + text(v.FILTER or "PASS")
        reals += (v.QUAL or 0) + sum(f or 0 for f in values(v.INFO.get("AF")))
    return records, numbers, texts, reals


def info(vcf):
    kinds = {h["ID"]: h["Type"] for h in vcf.header_iter() if h["HeaderType"] == "INFO"}
    records = numbers = texts = 0
    reals = 0.0
    for v in vcf:
        records += 1
        for key, value in v.INFO:
            kind = kinds[key]
            if kind == "Flag":
                numbers += 1
            elif kind == "Integer":
                numbers += sum(n or 0 for n in values(value))
            elif kind == "Float":
                reals += sum(f or 0 for f in values(value))
            else:
                texts += sum(text(part) for part in value.split(",") if part != ".")
    return records, numbers, texts, reals


def genotypes(vcf):
    records = numbers = 0
    for v in vcf:
        records += 1
        numbers += int((v.genotype.array()[:, :-1] > 0).sum())
    return records, numbers, 0, 0


print("%d %d %d %.9g" % {"sites": sites, "info": info, "genotypes": genotypes}[sys.argv[1]](VCF(sys.argv[2])))
