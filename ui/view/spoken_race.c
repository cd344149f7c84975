/* spoken_race.c: a race and its figures, and the numbers of one heap over time, a
 * sentence for each row of their tables. */
#include "spoken.h"

#include "number_words.h"
#include "race_words.h"
#include "score.h"

#include <inttypes.h>

/* ---- A race ---- */

/* "2 holes of 1296 bytes, the largest of 996 bytes" */
static void say_holes(struct phrase *say, const struct race *race, int heap)
{
    const mems_heap *at = timeline_heap(race_timeline(race, heap));
    struct mems_totals totals = mems_heap_totals(at);
    if (totals.holes == 0) {
        phrase_add(say, "no hole");
        return;
    }
    phrase_count(say, totals.holes, "hole", "holes");
    phrase_add(say, " of ");
    phrase_bytes(say, totals.hole);
    if (totals.holes == 1)
        return;
    phrase_add(say, ", the largest of ");
    phrase_bytes(say, mems_heap_largest_hole(at));
}

static void tell_heap(struct speech *speech, const struct race *race, const struct score *score,
                      int heap)
{
    uint64_t waste = score->values[SCORE_WASTE][heap], failed = score->values[SCORE_FAILURES][heap];
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    race_name_say(&say, race, heap);
    phrase_add(&say, ": ");
    phrase_count(&say, score->values[SCORE_PAGES][heap], "page", "pages");
    phrase_add(&say, ", ");
    phrase_bytes(&say, score->values[SCORE_MAPPED][heap]);
    phrase_add(&say, " in all; ");
    say_holes(&say, race, heap);
    phrase_add(&say, "; ");
    phrase_count(&say, score->values[SCORE_LOOKED][heap], "hole", "holes");
    phrase_add(&say, " looked at on the way");
    if (waste > 0) {
        phrase_add(&say, "; of what is in use, nobody asked for ");
        phrase_bytes(&say, waste);
    }
    if (failed > 0) {
        phrase_add(&say, "; ");
        phrase_count(&say, failed, "request", "requests");
        phrase_add(&say, " got no memory");
    }
    speech_say(speech, &say);
}

void spoken_race(struct speech *speech, const struct race *race)
{
    struct score score = score_of(race);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_add(&say, "A race of %d heaps, up to step %" PRIu32 ":", race_count(race),
               race_step(race));
    speech_say(speech, &say);
    for (int heap = 0; heap < race_count(race); heap++)
        tell_heap(speech, race, &score, heap);
    say = speech_begin(text);
    race_words(&say, race);
    speech_say(speech, &say);
}

void spoken_choices(struct speech *speech, const struct race *race)
{
    struct view view = {.race = race};
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_add(&say, "Step %" PRIu32 ", ", race_step(race));
    race_event(&say, &view);
    speech_say(speech, &say);
    for (int heap = 0; heap < race_count(race); heap++) {
        say = speech_begin(text);
        race_name_say(&say, race, heap);
        phrase_add(&say, ": ");
        race_choice(&say, &view, heap);
        speech_say(speech, &say);
    }
}

/* ---- Numbers ---- */

void spoken_number(struct speech *speech, enum number number, uint64_t now,
                   const struct measure *measure)
{
    const char *unit = *number_unit(number) != '\0' ? " bytes" : "";
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_add(&say, "%s: ", number_words(number)->spoken);
    if (measure->peak == 0) {
        phrase_add(&say, "0 at every step");
        speech_say(speech, &say);
        return;
    }
    number_say(&say, number, now);
    phrase_add(&say, "%s now, at most ", unit);
    number_say(&say, number, measure->peak);
    phrase_add(&say, ", first at step %" PRIu32 ", and on average ", measure->at);
    number_say_average(&say, number, measure->average);
    speech_say(speech, &say);
}
