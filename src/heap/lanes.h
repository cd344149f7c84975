/* lanes.h: sixteen numbers at once, by what every machine of the kind has: SSE2
 * on x86-64, plain C elsewhere. Searches have wider ones (machine_*.c). */
#ifndef MEMS_HEAP_LANES_H
#define MEMS_HEAP_LANES_H

#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define MEMS_LANES 16

/* A bit for each lane that is not 0. */
static inline unsigned mems_lanes_used(const uint32_t a[MEMS_LANES])
{
#ifdef __SSE2__
    const __m128i *fours = (const __m128i *)(const void *)a;
    __m128i zero[MEMS_LANES / 4];
    for (unsigned i = 0; i < MEMS_LANES / 4; i++)
        zero[i] = _mm_cmpeq_epi32(fours[i], _mm_setzero_si128());
    __m128i low = _mm_packs_epi32(zero[0], zero[1]), high = _mm_packs_epi32(zero[2], zero[3]);
    return 0xffff ^ (unsigned)_mm_movemask_epi8(_mm_packs_epi16(low, high));
#else
    unsigned used = 0;
    for (unsigned i = 0; i < MEMS_LANES; i++)
        used |= (unsigned)(a[i] != 0) << i;
    return used;
#endif
}

/* Is any lane more than `most`? */
static inline int mems_lanes_exceed(const int32_t a[MEMS_LANES], int32_t most)
{
    int exceed = 0;
#ifdef __SSE2__
    const __m128i *fours = (const __m128i *)(const void *)a, most4 = _mm_set1_epi32(most);
    for (unsigned i = 0; i < MEMS_LANES / 4; i++)
        exceed |= _mm_movemask_epi8(_mm_cmpgt_epi32(fours[i], most4));
#else
    for (unsigned i = 0; i < MEMS_LANES; i++)
        exceed |= a[i] > most;
#endif
    return exceed != 0;
}

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
