/* machine_avx2.c: AVX2: eight lanes at once. */
#include "machine.h"

#include "decide.h"
#include "grow.h"
#include "inlining.h"

#ifdef MEMS_MACHINE_WIDE
#include <immintrin.h>

#define MACHINE mems_machine_avx2
#define NAME "AVX2"
#define TARGET __attribute__((target("avx2")))

TARGET static inline __m256i load(const int32_t *lanes)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)lanes);
}

TARGET static inline int32_t largest_of(__m256i eight)
{
    __m128i four = _mm_max_epi32(_mm256_castsi256_si128(eight), _mm256_extracti128_si256(eight, 1));
    four = _mm_max_epi32(four, _mm_shuffle_epi32(four, _MM_SHUFFLE(1, 0, 3, 2)));
    four = _mm_max_epi32(four, _mm_shuffle_epi32(four, _MM_SHUFFLE(2, 3, 0, 1)));
    return _mm_cvtsi128_si32(four);
}

TARGET static inline unsigned at_least(const int32_t lanes[MEMS_LANES], int32_t n)
{
    const __m256i limit = _mm256_set1_epi32(n - 1);
    __m256i low = _mm256_cmpgt_epi32(load(lanes), limit);
    __m256i high = _mm256_cmpgt_epi32(load(lanes + 8), limit);
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(low)) |
           (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(high)) << 8;
}

TARGET static inline int32_t largest(const int32_t lanes[MEMS_LANES])
{
    return largest_of(_mm256_max_epi32(load(lanes), load(lanes + 8)));
}

TARGET static inline int32_t largest_but(const int32_t lanes[MEMS_LANES], unsigned lane)
{
    const __m256i number = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    const __m256i but = _mm256_set1_epi32((int)lane);
    const __m256i but_high = _mm256_set1_epi32((int)lane - 8);
    return largest_of(_mm256_max_epi32(
        _mm256_andnot_si256(_mm256_cmpeq_epi32(number, but), load(lanes)),
        _mm256_andnot_si256(_mm256_cmpeq_epi32(number, but_high), load(lanes + 8))));
}

TARGET static inline int32_t best_from(const struct hints *hints, int32_t n)
{
    const __m256i limit = _mm256_set1_epi32(n);
    __m256i low = _mm256_andnot_si256(_mm256_cmpgt_epi32(load(hints->size), limit),
                                      load(hints->from));
    __m256i high = _mm256_andnot_si256(_mm256_cmpgt_epi32(load(hints->size + 8), limit),
                                       load(hints->from + 8));
    return largest_of(_mm256_max_epi32(low, high));
}

TARGET static inline void lower_from(struct hints *hints, int32_t n, int32_t g)
{
    const __m256i limit = _mm256_set1_epi32(n), to = _mm256_set1_epi32(g);
    __m256i low = _mm256_andnot_si256(_mm256_cmpgt_epi32(load(hints->size), limit),
                                      _mm256_cmpgt_epi32(load(hints->from), to));
    __m256i high = _mm256_andnot_si256(_mm256_cmpgt_epi32(load(hints->size + 8), limit),
                                       _mm256_cmpgt_epi32(load(hints->from + 8), to));
    if (_mm256_movemask_epi8(_mm256_or_si256(low, high)) == 0)
        return;
    _mm256_maskstore_epi32(hints->from, low, to);
    _mm256_maskstore_epi32(hints->from + 8, high, to);
}

#include "search_template.h"

#include "operate_template.h"
#endif
