/* lanes.h: sixteen numbers at once, by what every machine of the kind has: SSE2
 * on x86-64, plain C elsewhere. Searches have wider ones (machine_*.c). */
#ifndef MEMS_HEAP_LANES_H
#define MEMS_HEAP_LANES_H

#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define MEMS_LANES 16

/* Lowers b to `to` in the lanes where a is `most` or less, and b is more. Writes
 * nothing where there are none: what is not written need not be waited for. */
static inline void mems_lanes_lower(const int32_t a[MEMS_LANES], int32_t most,
                                    int32_t b[MEMS_LANES], int32_t to)
{
#ifdef __SSE2__
    const __m128i *fours_a = (const __m128i *)(const void *)a;
    __m128i *fours_b = (__m128i *)(void *)b;
    const __m128i most4 = _mm_set1_epi32(most), to4 = _mm_set1_epi32(to);
    __m128i lowers[MEMS_LANES / 4], any = _mm_setzero_si128();
    for (unsigned i = 0; i < MEMS_LANES / 4; i++) {
        lowers[i] = _mm_andnot_si128(_mm_cmpgt_epi32(fours_a[i], most4),
                                     _mm_cmpgt_epi32(fours_b[i], to4));
        any = _mm_or_si128(any, lowers[i]);
    }
    if (_mm_movemask_epi8(any) == 0)
        return;
    for (unsigned i = 0; i < MEMS_LANES / 4; i++)
        fours_b[i] = _mm_or_si128(_mm_and_si128(lowers[i], to4),
                                  _mm_andnot_si128(lowers[i], fours_b[i]));
#else
    for (unsigned i = 0; i < MEMS_LANES; i++)
        if (a[i] <= most && b[i] > to)
            b[i] = to;
#endif
}

#endif
