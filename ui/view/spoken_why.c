/* spoken_why.c: "Why here?" and lives, a sentence for each row of their panels. */
#include "spoken.h"

#include "why_list.h"
#include "why_tale.h"
#include "why_words.h"

#include <inttypes.h>

#define HOLES_TOLD 12
#define SPANS_TOLD 20

/* ---- The search of a malloc ---- */

static void tell_more(struct speech *speech, const struct why_row *row)
{
    const struct why *why = &speech->view->why;
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_count(&say, row->more, "more hole is", "more holes are");
    phrase_add(&say, row->first > why->looked ? " not looked at" : " left out here");
    speech_say(speech, &say);
}

static void tell_hole(struct speech *speech, const struct why_hole *hole)
{
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_add(&say, "Hole %" PRIu64 ", at %" PRIu64 ": ", hole->number, hole->start);
    why_sentence(&say, speech->view, hole);
    speech_say(speech, &say);
}

static void tell_malloc(struct speech *speech, const struct tale *tale)
{
    struct why_row rows[WHY_ROWS];
    int count = why_rows(speech->view, rows, HOLES_TOLD);
    char text[SENTENCE_SIZE];
    struct phrase say;
    for (int i = 0; i < count && !speech->enough; i++)
        if (rows[i].more > 0)
            tell_more(speech, &rows[i]);
        else
            tell_hole(speech, &rows[i].hole);
    say = speech_begin(text);
    why_end(&say, tale);
    if (say.length > 0)
        speech_say(speech, &say);
    say = speech_begin(text);
    why_effort(&say, tale);
    speech_say(speech, &say);
}

/* ---- A free ---- */

static void tell_free(struct speech *speech, const struct tale *tale)
{
    char text[SENTENCE_SIZE];
    for (int after = 0; after < 2; after++) {
        struct phrase say = speech_begin(text);
        phrase_add(&say, after ? "After it: " : "Before it: ");
        why_neighbour(&say, tale, after);
        speech_say(speech, &say);
    }
    struct phrase say = speech_begin(text);
    phrase_add(&say, "So there is ");
    why_result(&say, tale);
    speech_say(speech, &say);
    say = speech_begin(text);
    phrase_add(&say, "Holes: ");
    why_counts(&say, tale);
    speech_say(speech, &say);
    say = speech_begin(text);
    why_finding(&say, tale);
    speech_say(speech, &say);
}

void spoken_why(struct speech *speech)
{
    struct tale tale = why_tale(speech->view);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    if (speech->view->why.kind == WHY_NOTHING) {
        speech_tell(speech, "This step looked for no hole and freed no block.");
        return;
    }
    phrase_add(&say, "Step %" PRIu32 " was ", speech->view->why.step);
    why_request(&say, &tale);
    speech_say(speech, &say);
    if (speech->view->why.kind == WHY_MALLOC)
        tell_malloc(speech, &tale);
    else
        tell_free(speech, &tale);
}

/* ---- Lives ---- */

static void say_span(struct phrase *say, const struct view *view, size_t row)
{
    const struct life *life = view->life;
    const struct life_span *span = &life->spans[row];
    bool block = life->of == LIFE_OF_BLOCK;
    char line[PHRASE_SIZE];
    if (span->step == 0) {
        phrase_add(say, "From the start: not mapped");
        return;
    }
    bool last = row + 1 == life->count;
    if (!last && life->spans[row + 1].step == span->step + 1)
        phrase_add(say, "At step %" PRIu32 " alone", span->step);
    else if (last)
        phrase_add(say, "From step %" PRIu32 " on", span->step);
    else
        phrase_add(say, "From step %" PRIu32 " to %" PRIu32, span->step,
                   life->spans[row + 1].step - 1);
    if (span->maker == 0) {
        phrase_add(say, block ? ": freed" : ": a hole");
    } else {
        struct mems_decision placed = timeline_event(view->timeline, span->maker).malloc;
        phrase_add(say, !block     ? ": in a block of "
                        : row == 0 ? ": born, with "
                                   : ": moved, with ");
        phrase_bytes(say, placed.size);
        phrase_add(say, " at %" PRIu64, placed.address);
    }
    struct op op = timeline_op(view->timeline, span->step);
    ops_print(timeline_ops(view->timeline), &op, line, sizeof line);
    phrase_add(say, ", by %s", line);
}

void spoken_life(struct speech *speech)
{
    const struct life *life = speech->view->life;
    char text[SENTENCE_SIZE];
    size_t first = speech->view->life_row, told;
    first = first > SPANS_TOLD / 2 ? first - SPANS_TOLD / 2 : 0;
    struct phrase say = speech_begin(text);
    if (life->of == LIFE_OF_BYTE)
        phrase_add(&say, "The life of the byte at %" PRIu64 " has ", life->address);
    else
        phrase_add(&say, "The life of the block has ");
    phrase_count(&say, life->count, "part", "parts");
    speech_say(speech, &say);
    for (told = first; told < life->count && told < first + SPANS_TOLD; told++) {
        say = speech_begin(text);
        say_span(&say, speech->view, told);
        speech_say(speech, &say);
    }
    if (first > 0 || told < life->count)
        speech_tell(speech, "These are the parts around this step; there are more.");
}
