/*
 * The VCF questions of the benchmarks answered with htslib, the library under bcftools and samtools.
 * Prints records, numbers, texts and reals as Answer.java defines them, then the nanoseconds of wall and CPU time of
 * the work, without the start of the process.
 *
 * Build: cc -O3 -march=native -o hts hts.c -lhts        Run: hts sites calls.vcf.gz [threads]
 */
#include <htslib/hts.h>
#include <htslib/vcf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static unsigned long long records, numbers, texts;
static double reals;

static void text(const char *s, size_t n) { texts += 31 * n + (unsigned char)s[0] + 7 * (unsigned char)s[n - 1]; }
static void string(const char *s) { text(s, strlen(s)); }

static void sites(bcf_hdr_t *header, bcf1_t *record) {
  static int32_t *ints;
  static float *floats;
  static int int_capacity, float_capacity;
  bcf_unpack(record, BCF_UN_INFO);
  records++;
  string(bcf_hdr_id2name(header, record->rid));
  numbers += record->pos + 1;
  string(record->d.id);
  for (int i = 0; i < record->n_allele; i++) string(record->d.allele[i]);
  if (!bcf_float_is_missing(record->qual)) reals += record->qual;
  if (record->d.n_flt == 0) string(".");
  for (int i = 0; i < record->d.n_flt; i++) string(bcf_hdr_int2id(header, BCF_DT_ID, record->d.flt[i]));
  int n = bcf_get_info_int32(header, record, "AC", &ints, &int_capacity);
  for (int i = 0; i < n; i++) numbers += ints[i];
  n = bcf_get_info_float(header, record, "AF", &floats, &float_capacity);
  for (int i = 0; i < n; i++) reals += floats[i];
}

static void info(bcf_hdr_t *header, bcf1_t *record) {
  static void *values;
  static int capacity;
  bcf_unpack(record, BCF_UN_INFO);
  records++;
  for (int k = 0; k < record->n_info; k++) {
    bcf_info_t *entry = &record->d.info[k];
    const char *key = bcf_hdr_int2id(header, BCF_DT_ID, entry->key);
    int type = bcf_hdr_id2type(header, BCF_HL_INFO, entry->key);
    int n;
    switch (type) {
      case BCF_HT_INT:
        n = bcf_get_info_int32(header, record, key, &values, &capacity);
        for (int i = 0; i < n; i++) numbers += ((int32_t *)values)[i];
        break;
      case BCF_HT_REAL:
        n = bcf_get_info_float(header, record, key, &values, &capacity);
        for (int i = 0; i < n; i++) reals += ((float *)values)[i];
        break;
      case BCF_HT_FLAG: numbers++; break;
      default: {
        const char *p = (const char *)entry->vptr, *end = p + entry->vptr_len;
        while (p < end) {
          const char *comma = memchr(p, ',', end - p);
          if (!comma) comma = end;
          if (!(comma - p == 1 && *p == '.')) text(p, comma - p);
          p = comma + 1;
        }
      }
    }
  }
}

static void genotypes(bcf_hdr_t *header, bcf1_t *record) {
  static int32_t *calls;
  static int capacity;
  records++;
  int n = bcf_get_genotypes(header, record, &calls, &capacity);
  for (int i = 0; i < n; i++)
    if (calls[i] != bcf_int32_vector_end && !bcf_gt_is_missing(calls[i]) && bcf_gt_allele(calls[i]) > 0) numbers++;
}

static void positions(bcf_hdr_t *header, bcf1_t *record) {
  (void)header;
  records++;
  numbers += record->pos + 1;
}

static uint64_t nanos(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * 1000000000ull + now.tv_nsec;
}

int main(int argc, char **argv) {
  uint64_t start = nanos(CLOCK_MONOTONIC), cpu = nanos(CLOCK_PROCESS_CPUTIME_ID);
  if (argc < 3) return 2;
  void (*answer)(bcf_hdr_t *, bcf1_t *) = !strcmp(argv[1], "sites")       ? sites
                                          : !strcmp(argv[1], "info")      ? info
                                          : !strcmp(argv[1], "genotypes") ? genotypes
                                          : !strcmp(argv[1], "positions") ? positions
                                                                          : NULL;
  htsFile *file = hts_open(argv[2], "r");
  if (!answer || !file) return 2;
  if (argc > 3) hts_set_threads(file, atoi(argv[3]));
  bcf_hdr_t *header = bcf_hdr_read(file);
  bcf1_t *record = bcf_init();
  int status;
  while ((status = bcf_read(file, header, record)) == 0) answer(header, record);
  start = nanos(CLOCK_MONOTONIC) - start;
  cpu = nanos(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  printf("%llu %llu %llu %.9g %llu %llu\n", records, numbers, texts, reals, (unsigned long long)start,
         (unsigned long long)cpu);
  return status == -1 ? 0 : 1;
}
