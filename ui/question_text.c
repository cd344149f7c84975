/* question_text.c: what the bars would show of a question is told as a piece of the
 * chains, in the form of mems_print_stats. */
#include "question_text.h"

#include "character.h"
#include "question_words.h"
#include "words.h"

#include <inttypes.h>

#define BESIDE 2          /* segments and nodes shown on either side */

struct asking {
    const struct timeline *timeline;
    enum glyphs glyphs;
    FILE *out;
};

/* ---- What one has to see ---- */

static void put_words(const struct asking *asking, const char *text)
{
    fputs("   ", asking->out);
    words_wrap(text, 3, 6, asking->glyphs, asking->out);
}

static void say_segment(struct phrase *say, const struct asking *asking,
                        const struct mems_segment *segment)
{
    uint32_t name = timeline_name(asking->timeline, segment);

    if (segment->kind == MEMS_PROCESS && name != NO_NAME) {
        phrase_block(say, ops_name(timeline_ops(asking->timeline), name));
        phrase_add(say, " ");
    }
    phrase_add(say, "%c[%" PRIu64 ":%" PRIu64 "]", segment->kind == MEMS_HOLE ? 'H' : 'P',
               segment->start, segment->start + segment->size - 1);
}

/* The block that is freed, and what stands beside it in its node. */
static void put_neighbours(const struct asking *asking, const struct question *question)
{
    const mems_heap *heap = timeline_heap(asking->timeline);
    struct mems_segment at = question->block;
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    int before = 0;
    bool more = true;

    if (at.size == 0)
        return;
    while (before < BESIDE && mems_segment_before(heap, &at))
        before++;
    phrase_add(&say, "node %" PRIu32 ": ", at.node);
    if (before == BESIDE && mems_segment_before(heap, &at)) {
        phrase_add(&say, "... <-> ");
        mems_segment_next(heap, &at);
    }
    for (int i = 0; more && i <= before + BESIDE; i++) {
        say_segment(&say, asking, &at);
        more = mems_segment_next(heap, &at);
        phrase_add(&say, " <-> ");
    }
    phrase_add(&say, more ? "..." : "NULL");
    put_words(asking, text);
}

/* The node of the address, and those before and after it. */
static void put_nodes(const struct asking *asking, const struct question *question)
{
    const mems_heap *heap = timeline_heap(asking->timeline);
    uint64_t first = question->node.index > BESIDE ? question->node.index - BESIDE : 0;
    struct mems_node node;

    for (uint64_t i = first; i <= (uint64_t)question->node.index + BESIDE; i++)
        if (mems_node_index(heap, i, &node))
            fprintf(asking->out, "   node %" PRIu32 ": virtual %" PRIu64 " to %" PRIu64 "\n",
                    node.index, node.start, node.start + node.size - 1);
}

/* ---- Asking ---- */

void question_text(const struct question *question, size_t number, size_t count,
                   const struct timeline *timeline, enum glyphs glyphs, FILE *out)
{
    struct asking asking = {timeline, glyphs, out};
    struct wording wording = {.timeline = timeline, .question = question};
    char text[PHRASE_SIZE], step[NUMBER_SIZE];
    struct phrase say = phrase_in(text, sizeof text);

    fprintf(out, "\nQuestion %zu of %zu, after step %s\n", number, count,
            number_text(step, question->step));
    question_ask(&say, &wording);
    words_wrap(text, 0, 0, glyphs, out);
    say = phrase_in(text, sizeof text);
    question_given(&say, &wording);
    if (say.length > 0)
        put_words(&asking, text);
    if (question->kind == QUESTION_JOIN)
        put_neighbours(&asking, question);
    if (question->kind == QUESTION_WHERE)
        put_nodes(&asking, question);
    for (int i = 0; i < question->count; i++) {
        say = phrase_in(text, sizeof text);
        phrase_add(&say, "%c  ", question_key(question, i));
        question_reply(&say, &wording, &question->replies[i]);
        put_words(&asking, text);
    }
}
