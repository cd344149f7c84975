/* machine_sse2.c: SSE2, which every x86-64 has: four lanes at once. */
#include "machine.h"

#include "decide.h"
#include "grow.h"
#include "inlining.h"

#ifdef MEMS_MACHINE_X86
#include <emmintrin.h>

#define MACHINE mems_machine_sse2
#define NAME "SSE2"
#define TARGET __attribute__((target("sse2")))

TARGET static inline __m128i load(const int32_t *lanes)
{
    return _mm_load_si128((const __m128i *)(const void *)lanes);
}

TARGET static inline __m128i larger(__m128i a, __m128i b)
{
    __m128i is_a = _mm_cmpgt_epi32(a, b);
    return _mm_or_si128(_mm_and_si128(is_a, a), _mm_andnot_si128(is_a, b));
}

TARGET static inline int32_t largest_of(__m128i four)
{
    four = larger(four, _mm_shuffle_epi32(four, _MM_SHUFFLE(1, 0, 3, 2)));
    four = larger(four, _mm_shuffle_epi32(four, _MM_SHUFFLE(2, 3, 0, 1)));
    return _mm_cvtsi128_si32(four);
}

TARGET static inline unsigned at_least(const int32_t lanes[MEMS_LANES], int32_t n)
{
    const __m128i limit = _mm_set1_epi32(n - 1);
    __m128i low = _mm_packs_epi32(_mm_cmpgt_epi32(load(lanes), limit),
                                  _mm_cmpgt_epi32(load(lanes + 4), limit));
    __m128i high = _mm_packs_epi32(_mm_cmpgt_epi32(load(lanes + 8), limit),
                                   _mm_cmpgt_epi32(load(lanes + 12), limit));
    return (unsigned)_mm_movemask_epi8(_mm_packs_epi16(low, high));
}

TARGET static inline int32_t largest(const int32_t lanes[MEMS_LANES])
{
    return largest_of(larger(larger(load(lanes), load(lanes + 4)),
                             larger(load(lanes + 8), load(lanes + 12))));
}

TARGET static inline int32_t largest_but(const int32_t lanes[MEMS_LANES], unsigned lane)
{
    __m128i number = _mm_setr_epi32(0, 1, 2, 3), found = _mm_setzero_si128();
    const __m128i but = _mm_set1_epi32((int)lane), four = _mm_set1_epi32(4);
    for (unsigned i = 0; i < MEMS_LANES; i += 4) {
        found = larger(found, _mm_andnot_si128(_mm_cmpeq_epi32(number, but), load(lanes + i)));
        number = _mm_add_epi32(number, four);
    }
    return largest_of(found);
}

TARGET static inline int32_t best_from(const struct hints *hints, int32_t n)
{
    const __m128i limit = _mm_set1_epi32(n);
    __m128i best = _mm_setzero_si128();
    for (unsigned i = 0; i < MEMS_LANES; i += 4) {
        __m128i too_large = _mm_cmpgt_epi32(load(hints->size + i), limit);
        best = larger(best, _mm_andnot_si128(too_large, load(hints->from + i)));
    }
    return largest_of(best);
}

TARGET static inline void lower_from(struct hints *hints, int32_t n, int32_t g)
{
    mems_lanes_lower(hints->size, n, hints->from, g);
}

#include "search_template.h"

#include "operate_template.h"
#endif
