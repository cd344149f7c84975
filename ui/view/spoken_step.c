/* spoken_step.c: a run told step by step. What a step says is the story's sentence;
 * here it gets its number, and what hangs on it is told after it. */
#include "spoken.h"

#include "notes.h"
#include "summary.h"

#include <inttypes.h>
#include <string.h>

#define PROGRAM_AROUND 4 /* operations told before and after the present one */
#define CHAPTERS_MOST 100
#define TENTHS 10
#define EXACT 8192 /* steps of which timeline_history knows each */

/* ---- Sentences ---- */

struct phrase speech_begin(char out[SENTENCE_SIZE])
{
    return phrase_said(out, SENTENCE_SIZE, true);
}

void speech_tell(struct speech *speech, const char *sentence)
{
    if (!speech->enough)
        speech->enough = !speech->hear(speech->user, sentence);
}

void speech_say(struct speech *speech, struct phrase *sentence)
{
    char *first = sentence->out;
    if (*first >= 'a' && *first <= 'z')
        *first = (char)(*first - 'a' + 'A');
    if (sentence->length > 0 && strchr(".?!:", sentence->out[sentence->length - 1]) == NULL)
        phrase_add(sentence, ".");
    speech_tell(speech, sentence->out);
}

/* ---- Opening ---- */

static uint64_t notes_of(const struct ops *ops, enum note_kind kind)
{
    size_t count = ops_note_count(ops), at = ops_next_note(ops, kind, 0);
    uint64_t found = 0;
    for (; at < count; at = ops_next_note(ops, kind, at + 1))
        found++;
    return found;
}

static void say_heap(struct speech *speech)
{
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    struct mems_options options = mems_heap_options(timeline_heap(speech->view->timeline));
    phrase_add(&say, "The policy is %s fit; a page has ", mems_policy_name(options.policy));
    phrase_bytes(&say, options.page_size);
    phrase_add(&say, "; the first address is %" PRIu64, options.start);
    if (options.align > 1)
        phrase_add(&say, "; blocks are rounded up to a multiple of %zu", options.align);
    if (!options.join)
        phrase_add(&say, "; holes side by side are not joined");
    speech_say(speech, &say);
}

void spoken_opening(struct speech *speech)
{
    const struct timeline *timeline = speech->view->timeline;
    const struct ops *ops = timeline_ops(timeline);
    uint64_t chapters = notes_of(ops, NOTE_MARK), stops = notes_of(ops, NOTE_STOP);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    if (speech->live) {
        phrase_add(&say, "This is %s, told as it comes", speech->view->title);
        speech_say(speech, &say);
        say_heap(speech);
        return;
    }
    phrase_add(&say, "This is %s, with ", speech->view->title);
    phrase_count(&say, timeline_end(timeline), "operation", "operations");
    if (chapters > 0) {
        phrase_add(&say, stops > 0 ? ", " : " and ");
        phrase_count(&say, chapters, "chapter", "chapters");
    }
    if (stops > 0) {
        phrase_add(&say, " and ");
        phrase_count(&say, stops, "stop", "stops");
    }
    speech_say(speech, &say);
    say_heap(speech);
}

/* ---- A step ---- */

static void say_expectation(struct speech *speech, const struct note *note)
{
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_add(&say, "An expectation, in line %" PRIu32 ": ", note->line);
    if (!story_failed(&say, speech->view, note)) {
        speech->held++;
        return;
    }
    speech->failed++;
    speech_say(speech, &say);
}

static void say_note(struct speech *speech, const struct note *note)
{
    const struct ops *ops = timeline_ops(speech->view->timeline);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    size_t length;
    switch ((enum note_kind)note->kind) {
    case NOTE_SAY:
        if (*ops_text(ops, note->text, &length) != '\0') /* an empty one clears */
            speech_tell(speech, ops_text(ops, note->text, &length));
        break;
    case NOTE_MARK:
        phrase_add(&say, "Chapter: %s", ops_text(ops, note->text, &length));
        speech_say(speech, &say);
        break;
    case NOTE_STOP:
        speech_tell(speech, "Here is a stop.");
        break;
    case NOTE_ASK:
        phrase_add(&say, "A question: %s", note->text != NO_TEXT
                                               ? ops_text(ops, note->text, &length)
                                               : "what will the next operation do?");
        if (!speech->talks) /* which tells the replies, too */
            speech_say(speech, &say);
        break;
    case NOTE_EXPECT:
        say_expectation(speech, note);
        break;
    case NOTE_SPEAKER: /* not for the audience */
        break;
    }
}

void spoken_notes(struct speech *speech)
{
    const struct timeline *timeline = speech->view->timeline;
    size_t first, count = timeline_notes(timeline, timeline_step(timeline), &first);
    size_t from = speech->noted > first ? speech->noted : first;
    for (size_t i = from; i < first + count && !speech->enough; i++)
        if (timeline_means(timeline, ops_note(timeline_ops(timeline), i)))
            say_note(speech, ops_note(timeline_ops(timeline), i));
    speech->noted = first + count;
}

void spoken_step(struct speech *speech)
{
    const struct timeline *timeline = speech->view->timeline;
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_add(&say, "Step %" PRIu32 ": ", timeline_step(timeline));
    story_said(&say, speech->view);
    speech_say(speech, &say);
    speech->noted = 0;
    spoken_notes(speech);
}

/* ---- What it came to ---- */

void spoken_totals(struct speech *speech)
{
    const mems_heap *heap = timeline_heap(speech->view->timeline);
    struct mems_totals totals = mems_heap_totals(heap);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    if (totals.nodes == 0) {
        speech_tell(speech, "Nothing is mapped.");
        return;
    }
    phrase_add(&say, "There %s ", totals.nodes == 1 ? "is" : "are");
    heap_totals_said(&say, &totals);
    if (totals.holes > 1) {
        phrase_add(&say, "; the largest hole has ");
        phrase_bytes(&say, mems_heap_largest_hole(heap));
    }
    speech_say(speech, &say);
}

void spoken_closing(struct speech *speech)
{
    const struct timeline *timeline = speech->view->timeline;
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    if (timeline_step(timeline) == timeline_end(timeline))
        phrase_add(&say, "This is the end");
    else
        phrase_add(&say, "This is step %" PRIu32 " of %" PRIu32, timeline_step(timeline),
                   timeline_end(timeline));
    speech_say(speech, &say);
}

void spoken_verdict(struct speech *speech)
{
    uint64_t all = speech->held + speech->failed;
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    if (all == 0)
        return;
    if (speech->failed == 0) {
        phrase_add(&say, "All expectations hold, %" PRIu64 " of them", all);
    } else {
        phrase_number(&say, speech->failed);
        phrase_add(&say, " of ");
        phrase_count(&say, all, "expectation", "expectations");
        phrase_add(&say, " failed");
    }
    speech_say(speech, &say);
}

static void say_fragmentation(struct speech *speech, const struct mems_totals *totals,
                              uint64_t largest)
{
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_add(&say, "External fragmentation is ");
    phrase_percent(&say, summary_fragmentation(totals->hole, largest), 1000);
    phrase_add(&say, ": 1 minus the largest hole over all holes, %" PRIu64 " over %" PRIu64,
               largest, totals->hole);
    speech_say(speech, &say);
}

void spoken_figures(struct speech *speech)
{
    const struct timeline *timeline = speech->view->timeline;
    const mems_heap *heap = timeline_heap(timeline);
    struct mems_totals totals = mems_heap_totals(heap);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    spoken_totals(speech);
    phrase_bytes(&say, totals.mapped);
    phrase_add(&say, totals.mapped == 1 ? " is mapped, and " : " are mapped, and ");
    phrase_percent(&say, totals.process, totals.mapped);
    phrase_add(&say, " of that is in use");
    if (totals.waste > 0) {
        phrase_add(&say, "; of what is in use, nobody asked for ");
        phrase_bytes(&say, totals.waste);
    }
    if (totals.mapped > 0)
        speech_say(speech, &say);
    if (totals.holes > 0)
        say_fragmentation(speech, &totals, mems_heap_largest_hole(heap));
    if (mems_heap_options(heap).policy == MEMS_NEXT_FIT) {
        say = speech_begin(text);
        phrase_add(&say, "Next fit looks from address %" PRIu64 " on", mems_heap_rover(heap));
        speech_say(speech, &say);
    }
}

void spoken_history(struct speech *speech)
{
    const struct timeline *timeline = speech->view->timeline;
    uint64_t end = timeline_end(timeline), width = end + 1 < TENTHS ? end + 1 : TENTHS;
    struct sample samples[TENTHS];
    size_t known;
    char text[SENTENCE_SIZE];
    timeline_history(timeline, samples, (size_t)width, &known);
    for (size_t i = 0; i < known && i < width; i++) {
        uint64_t first = i * (end + 1) / width, last = (i + 1) * (end + 1) / width - 1;
        struct phrase say = speech_begin(text);
        phrase_add(&say, first == last ? "At " : end < EXACT ? "From " : "From about ");
        phrase_add(&say, "step %" PRIu64, first);
        if (last > first)
            phrase_add(&say, " to %" PRIu64 ", at most", last);
        phrase_add(&say, ": ");
        phrase_bytes(&say, samples[i].mapped);
        phrase_add(&say, " mapped, ");
        phrase_bytes(&say, samples[i].process);
        phrase_add(&say, " in use");
        speech_say(speech, &say);
    }
}

/* ---- Where we are ---- */

static void say_operation(struct phrase *say, const struct timeline *timeline, uint32_t step)
{
    char text[PHRASE_SIZE];
    struct op op = timeline_op(timeline, step);
    ops_print(timeline_ops(timeline), &op, text, sizeof text);
    phrase_add(say, "%" PRIu32 ": %s", step, text);
}

void spoken_here(struct speech *speech)
{
    const struct timeline *timeline = speech->view->timeline;
    uint32_t step = timeline_step(timeline), end = timeline_end(timeline);
    const char *chapter = notes_present_chapter(speech->view);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_add(&say, "This is step %" PRIu32 " of %" PRIu32, step, end);
    if (chapter != NULL)
        phrase_add(&say, ", in the chapter %s", chapter);
    speech_say(speech, &say);
    say = speech_begin(text);
    if (step == end) {
        phrase_add(&say, "It is the last one");
    } else {
        phrase_add(&say, "The next is step ");
        say_operation(&say, timeline, step + 1);
    }
    speech_say(speech, &say);
    say_heap(speech);
}

void spoken_chapters(struct speech *speech)
{
    const struct timeline *timeline = speech->view->timeline;
    const struct ops *ops = timeline_ops(timeline);
    size_t at = ops_next_note(ops, NOTE_MARK, 0), length;
    char text[SENTENCE_SIZE];
    uint32_t step;
    int told = 0;
    while (told < CHAPTERS_MOST && timeline_note_step(timeline, at, &step)) {
        struct phrase say = speech_begin(text);
        phrase_add(&say, "Step %" PRIu32 ": %s", step,
                   ops_text(ops, ops_note(ops, at)->text, &length));
        speech_say(speech, &say);
        at = ops_next_note(ops, NOTE_MARK, at + 1);
        told++;
    }
    if (told == 0)
        speech_tell(speech, "There are no chapters.");
    else if (timeline_note_step(timeline, at, &step))
        speech_tell(speech, "There are more chapters than these.");
}

void spoken_program(struct speech *speech)
{
    const struct timeline *timeline = speech->view->timeline;
    uint32_t here = timeline_step(timeline), end = timeline_end(timeline);
    uint32_t first = here > PROGRAM_AROUND ? here - PROGRAM_AROUND : 1;
    uint32_t last = end - here > PROGRAM_AROUND ? here + PROGRAM_AROUND : end;
    char text[SENTENCE_SIZE];
    for (uint32_t step = first; step <= last; step++) {
        struct phrase say = speech_begin(text);
        phrase_add(&say, step < here    ? "Done, step "
                         : step == here ? "Now, step "
                                        : "To come, step ");
        say_operation(&say, timeline, step);
        speech_say(speech, &say);
    }
    if (end == 0)
        speech_tell(speech, "There are no operations.");
}
