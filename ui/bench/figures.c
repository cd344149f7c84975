/* figures.c: arithmetic over scores. What was cut has a time, and no ratio: it
 * did not do the same work. */
#include "figures.h"

#include <math.h>

double median(const double *values, unsigned count)
{
    double sorted[BENCH_ROUNDS];

    if (count == 0)
        return 0;
    for (unsigned i = 0; i < count; i++) {
        unsigned at = i;

        for (; at > 0 && sorted[at - 1] > values[i]; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = values[i];
    }
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}

double score_ns(const struct score *score, enum heat heat)
{
    return heat == COLD ? median(score->cold, score->colds) : median(score->warm, score->warms);
}

size_t bench_base(const struct bench *bench)
{
    for (size_t i = 0; i < bench->contestant_count; i++) {
        const struct request *request = &bench->contestants[i].request;

        if (request->allocator == ALLOCATOR_C && request->library[0] == '\0')
            return i;
    }
    return bench->contestant_count;
}

double bench_ratio(const struct bench *bench, size_t tape, size_t contestant, enum mode mode,
                   enum heat heat)
{
    size_t base = bench_base(bench);
    const struct score *own = bench_look(bench, tape, contestant, mode), *other;
    double ns;

    if (base == bench->contestant_count)
        return 0;
    other = bench_look(bench, tape, base, mode);
    ns = score_ns(other, heat);
    return ns > 0 && !own->answer.cut && !other->answer.cut ? score_ns(own, heat) / ns : 0;
}

double bench_mean(const struct bench *bench, size_t contestant, enum mode mode, enum heat heat)
{
    double sum = 0;

    for (size_t tape = 0; tape < bench->tape_count; tape++) {
        double ratio = bench_ratio(bench, tape, contestant, mode, heat);

        if (ratio <= 0)
            return 0;
        sum += log(ratio);
    }
    return bench->tape_count > 0 ? exp(sum / (double)bench->tape_count) : 0;
}

/* The answer in which a whole pass was played, or NULL. */
static const struct answer *whole(const struct bench *bench, size_t tape, size_t contestant,
                                  enum mode mode)
{
    const struct score *score = bench_look(bench, tape, contestant, mode);

    return score->colds > 0 && !score->answer.cut ? &score->answer : NULL;
}

static double share(uint64_t bytes, double of)
{
    return of > 0 ? (double)bytes / of : 0;
}

double bench_resident(const struct bench *bench, size_t tape, size_t contestant)
{
    const struct answer *answer = whole(bench, tape, contestant, MODE_TOUCHED);

    return answer == NULL ? 0
                          : share(bench->tapes[tape].head.peak_bytes, (double)answer->resident);
}

/* Memory is the same whether it is touched or not. */
static const struct answer *whole_heap(const struct bench *bench, size_t tape, size_t contestant)
{
    const struct answer *answer = whole(bench, tape, contestant, MODE_PLAIN);

    return answer != NULL ? answer : whole(bench, tape, contestant, MODE_TOUCHED);
}

double bench_mapped(const struct bench *bench, size_t tape, size_t contestant)
{
    const struct answer *answer = whole_heap(bench, tape, contestant);

    return answer == NULL ? 0 : share(bench->tapes[tape].head.peak_bytes, (double)answer->mapped);
}

/* In a pass that touches no block only records become resident. */
uint64_t bench_records(const struct bench *bench, size_t tape, size_t contestant)
{
    const struct answer *answer = &bench_look(bench, tape, contestant, MODE_PLAIN)->answer;
    bool known = answer->resident > 0 && (uint64_t)answer->resident < answer->records;

    return known ? (uint64_t)answer->resident : answer->records;
}

double bench_record(const struct bench *bench, size_t tape, size_t contestant)
{
    const struct answer *answer = whole(bench, tape, contestant, MODE_PLAIN);

    return answer == NULL ? 0 : share(bench_records(bench, tape, contestant),
                                      (double)answer->segments);
}
