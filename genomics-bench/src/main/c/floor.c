/*
 * The floor of the benchmarks: each question answered by the shortest hand-written loop we know, without any check of
 * its input. Reads plain text; prints records, numbers, texts and reals as Answer.java defines them,
 * then the nanoseconds of wall and CPU time that the work took, without the start of the process.
 *
 * Build: cc -O3 -march=native -o floor floor.c        Run: floor gene-rows human.gtf
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static uint64_t records, numbers, texts;
static double reals;

static inline void text(const char *s, size_t n) { texts += 31 * n + (uint8_t)s[0] + 7 * (uint8_t)s[n - 1]; }

static inline uint64_t integer(const char **p) {
  uint64_t v = 0;
  while (**p >= '0' && **p <= '9') v = 10 * v + (*(*p)++ - '0');
  return v;
}

/* Enough for what the files hold; a last digit may differ from strtod's. */
static double real(const char *p) {
  double v = 0, sign = 1;
  int scale = 0;
  if (*p == '-') { sign = -1; p++; }
  for (; *p >= '0' && *p <= '9'; p++) v = 10 * v + (*p - '0');
  if (*p == '.')
    for (p++; *p >= '0' && *p <= '9'; p++, scale--) v = 10 * v + (*p - '0');
  if (*p == 'e' || *p == 'E') {
    int e = 0, negative = *++p == '-';
    if (*p == '-' || *p == '+') p++;
    for (; *p >= '0' && *p <= '9'; p++) e = 10 * e + (*p - '0');
    scale += negative ? -e : e;
  }
  for (; scale < 0; scale++) v /= 10;
  for (; scale > 0; scale--) v *= 10;
  return sign * v;
}

static inline const char *skip(const char *p, const char *end, int tabs) {
  while (tabs-- > 0) p = (const char *)memchr(p, '\t', end - p) + 1;
  return p;
}

static void gene_rows(const char *p, const char *end) {
  const char *type = skip(p, end, 2);
  if (memcmp(type, "gene\t", 5)) return;
  records++;
  text(p, (const char *)memchr(p, '\t', end - p) - p);
  p = type + 5;
  numbers += integer(&p);
  p++;
  numbers += integer(&p);
  p = skip(p, end, 2);
  texts += (uint8_t)*p;
  p = skip(p, end, 2);
  while (p < end) {
    const char *key = p, *open = memchr(p, '"', end - p);
    if (!open) break;
    const char *close = memchr(open + 1, '"', end - open - 1);
    size_t k = open - 1 - key;
    if ((k == 7 && !memcmp(key, "gene_id", 7)) || (k == 9 && !memcmp(key, "gene_name", 9)) ||
        (k == 12 && !memcmp(key, "gene_biotype", 12)))
      text(open + 1, close - open - 1);
    p = close + 3;
  }
}

static void every_row(const char *p, const char *end) {
  records++;
  p = skip(p, end, 8);
  int found = 0;
  while (p < end && found < 2) {
    const char *key = p, *open = memchr(p, '"', end - p);
    if (!open) break;
    const char *close = memchr(open + 1, '"', end - open - 1);
    size_t k = open - 1 - key;
    if (k == 13 && !memcmp(key, "transcript_id", 13)) {
      text(open + 1, close - open - 1);
      found++;
    } else if (k == 11 && !memcmp(key, "exon_number", 11)) {
      const char *digits = open + 1;
      numbers += integer(&digits);
      found++;
    }
    p = close + 3;
  }
}

static void sites(const char *p, const char *end) {
  records++;
  const char *tab = memchr(p, '\t', end - p);
  text(p, tab - p);
  p = tab + 1;
  numbers += integer(&p);
  p++;
  tab = memchr(p, '\t', end - p);
  text(p, tab - p); /* ID */
  p = tab + 1;
  tab = memchr(p, '\t', end - p);
  text(p, tab - p); /* REF */
  p = tab + 1;
  for (;;) { /* ALT */
    const char *q = p;
    while (*q != ',' && *q != '\t') q++;
    text(p, q - p);
    p = q + 1;
    if (*q == '\t') break;
  }
  if (*p != '.') reals += real(p);
  p = skip(p, end, 1);
  tab = memchr(p, '\t', end - p);
  text(p, tab - p); /* FILTER */
  p = tab + 1;
  int found = 0;
  while (p < end && found < 2) {
    if (p[0] == 'A' && p[1] == 'C' && p[2] == '=') {
      found++;
      for (p += 3;; p++) {
        numbers += integer(&p);
        if (*p != ',') break;
      }
    } else if (p[0] == 'A' && p[1] == 'F' && p[2] == '=') {
      found++;
      for (p += 3;; p++) {
        reals += real(p);
        while (*p != ',' && *p != ';' && p < end) p++;
        if (*p != ',') break;
      }
    }
    const char *semicolon = memchr(p, ';', end - p);
    if (!semicolon) break;
    p = semicolon + 1;
  }
}

static void genotypes(const char *p, const char *end) {
  records++;
  p = skip(p, end, 9);
  while (p < end) {
    for (;;) {
      if (*p >= '1' && *p <= '9') {
        numbers++;
        integer(&p);
      } else {
        p++; /* a zero or a missing allele */
      }
      if (p >= end || (*p != '|' && *p != '/')) break;
      p++;
    }
    if (p < end && *p == ':') {
      p = memchr(p, '\t', end - p);
      if (!p) break;
    }
    p++;
  }
}

static void positions(const char *p, const char *end) {
  records++;
  p = skip(p, end, 1);
  numbers += integer(&p);
}

static void lines(const char *p, const char *end) {
  (void)p;
  (void)end;
  records++;
}

static uint64_t nanos(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * 1000000000ull + now.tv_nsec;
}

int main(int argc, char **argv) {
  uint64_t start = nanos(CLOCK_MONOTONIC), cpu = nanos(CLOCK_PROCESS_CPUTIME_ID);
  if (argc < 3) return 2;
  void (*line)(const char *, const char *) = !strcmp(argv[1], "gene-rows") ? gene_rows
                                             : !strcmp(argv[1], "every-row") ? every_row
                                             : !strcmp(argv[1], "sites")     ? sites
                                             : !strcmp(argv[1], "genotypes") ? genotypes
                                             : !strcmp(argv[1], "positions") ? positions
                                             : !strcmp(argv[1], "lines")     ? lines
                                                                             : NULL;
  int file = open(argv[2], O_RDONLY);
  if (!line || file < 0) return 2;
  size_t capacity = 1 << 18, filled = 0;
  char *buffer = malloc(capacity + 1);
  ssize_t n;
  while ((n = read(file, buffer + filled, capacity - filled)) > 0) {
    filled += n;
    buffer[filled] = '\n';
    char *p = buffer, *limit = buffer + filled, *end;
    while ((end = memchr(p, '\n', limit - p))) {
      if (*p != '#') line(p, end);
      p = end + 1;
    }
    filled = limit - p;
    memmove(buffer, p, filled);
    if (filled == capacity) buffer = realloc(buffer, (capacity *= 2) + 1);
  }
  start = nanos(CLOCK_MONOTONIC) - start;
  cpu = nanos(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  printf("%llu %llu %llu %.9g %llu %llu\n", (unsigned long long)records, (unsigned long long)numbers,
         (unsigned long long)texts, reals, (unsigned long long)start, (unsigned long long)cpu);
  return 0;
}
