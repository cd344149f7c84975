/* near.c: words told apart by edit distance: letters put in, left out, replaced,
 * or two neighbours exchanged (optimal string alignment). */
#include "near.h"

#include <string.h>

/* `most` + 1 when it is more than `most`. */
static int distance_of(const char *a, size_t a_length, const char *b, int most)
{
    enum { WORD_MAX = 16 };
    int rows[3][WORD_MAX + 1];
    size_t b_length = strlen(b);

    if (a_length > WORD_MAX || b_length > WORD_MAX)
        return most + 1;
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = (int)j;
    for (size_t i = 1; i <= a_length; i++) {
        int *row = rows[i % 3], *above = rows[(i - 1) % 3], *second = rows[(i + 1) % 3];

        row[0] = (int)i;
        for (size_t j = 1; j <= b_length; j++) {
            int least = above[j - 1] + (a[i - 1] != b[j - 1]);

            if (above[j] + 1 < least)
                least = above[j] + 1;
            if (row[j - 1] + 1 < least)
                least = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]
                && second[j - 2] + 1 < least)
                least = second[j - 2] + 1;
            row[j] = least;
        }
    }
    return rows[a_length % 3][b_length] <= most ? rows[a_length % 3][b_length] : most + 1;
}

const char *nearest_word(const char *word, size_t length, const char *const *words)
{
    const char *nearest = NULL;
    int least = length > 4 ? 3 : length > 1 ? 2 : 1; /* fewer changes are near */

    for (; *words != NULL; words++) {
        int distance = distance_of(word, length, *words, least - 1);

        if (distance < least) {
            least = distance;
            nearest = *words;
        }
    }
    return nearest;
}
