/* number_words.c: the table of words, and values as text. */
#include "number_words.h"

#include <string.h>

static const struct number_words table[NUMBERS] = {
    [NUMBER_MAPPED] = {"mapped", "mapped", "mapped = pages x page size, of all nodes",
                       "What the heap took from the system; it keeps every page until the end."},
    [NUMBER_USED] = {"in use", "in use", "in use = bytes of all PROCESS segments",
                     "What the program holds; no policy can map less than the peak of this."},
    [NUMBER_HOLE] = {"in holes", "in holes", "in holes = bytes of all HOLEs = mapped - in use",
                     "Mapped and not in use now: room for requests that fit."},
    [NUMBER_WASTE] = {"waste", "in use without being asked for",
                      "waste = size - request, of all live blocks",
                      "Internal fragmentation: what rounding up to the alignment costs."},
    [NUMBER_LARGEST] = {"largest", "the largest hole", "largest = bytes of the largest HOLE",
                        "The largest request that would need no new node now."},
    [NUMBER_FRAG] = {"frag", "external fragmentation",
                     "frag = 1 - largest HOLE / bytes of all HOLEs",
                     "External fragmentation: how much of free memory no one request can have."},
    [NUMBER_HOLES] = {"holes", "holes", "holes = HOLE segments, counted",
                      "Into how many pieces free memory is cut; a walk looks at them one by one."},
    [NUMBER_BLOCKS] = {"blocks", "blocks", "blocks = PROCESS segments, counted",
                       "How many things the program holds: placed and not freed yet."},
};

const struct number_words *number_words(enum number number)
{
    return &table[number];
}

bool number_find(const char *word, enum number *number)
{
    for (int i = 0; i < NUMBERS; i++)
        if (strcmp(word, number_names[i]) == 0) {
            *number = (enum number)i;
            return true;
        }
    return false;
}

void number_say(struct phrase *say, enum number number, uint64_t value)
{
    if (number == NUMBER_FRAG)
        phrase_percent(say, value, FRAG_WHOLE);
    else
        phrase_number(say, value);
}

/* Of few segments a tenth matters. */
void number_say_average(struct phrase *say, enum number number, double average)
{
    unsigned tenths = average < 100 ? (unsigned)(average * 10 + 0.5) : 0;
    if (number == NUMBER_FRAG)
        phrase_percent(say, (uint64_t)(average + 0.5), FRAG_WHOLE);
    else if (number >= NUMBER_HOLES && average < 100)
        phrase_add(say, "%u.%u", tenths / 10, tenths % 10);
    else
        phrase_number(say, (uint64_t)(average + 0.5));
}

const char *number_unit(enum number number)
{
    return number < NUMBER_FRAG ? " B" : "";
}
