/* machine_avx512.c: AVX-512: all sixteen lanes at once. */
#include "machine.h"

#include "decide.h"
#include "grow.h"
#include "inlining.h"

#ifdef MEMS_MACHINE_WIDE
#include <immintrin.h>

#define MACHINE mems_machine_avx512
#define NAME "AVX-512"
#define TARGET __attribute__((target("avx512f")))

TARGET static inline __m512i load(const int32_t *lanes)
{
    return _mm512_loadu_si512(lanes);
}

TARGET static inline unsigned at_least(const int32_t lanes[MEMS_LANES], int32_t n)
{
    return _mm512_cmpge_epi32_mask(load(lanes), _mm512_set1_epi32(n));
}

TARGET static inline int32_t largest(const int32_t lanes[MEMS_LANES])
{
    return _mm512_reduce_max_epi32(load(lanes));
}

TARGET static inline int32_t largest_but(const int32_t lanes[MEMS_LANES], unsigned lane)
{
    return _mm512_reduce_max_epi32(_mm512_maskz_loadu_epi32((__mmask16)~(1U << lane), lanes));
}

TARGET static inline int32_t best_from(const struct hints *hints, int32_t n)
{
    __mmask16 usable = _mm512_cmple_epi32_mask(load(hints->size), _mm512_set1_epi32(n));
    return _mm512_reduce_max_epi32(_mm512_maskz_loadu_epi32(usable, hints->from));
}

TARGET static inline void lower_from(struct hints *hints, int32_t n, int32_t g)
{
    const __m512i to = _mm512_set1_epi32(g);
    __mmask16 usable = _mm512_cmple_epi32_mask(load(hints->size), _mm512_set1_epi32(n));
    __mmask16 lowers = _mm512_mask_cmpgt_epi32_mask(usable, load(hints->from), to);
    if (lowers != 0)
        _mm512_mask_storeu_epi32(hints->from, lowers, to);
}

#include "search_template.h"

#include "operate_template.h"
#endif
